#!/bin/sh
# Puts draftgen in place from this folder alone and opens the review page. Another Python: PYTHON=python3.12 ./开始.sh
exec "${PYTHON:-python3}" "$(dirname "$0")/install/start.py" "$@"
