@echo off
rem Plain ASCII throughout, so that no code page can garble it: on a Chinese Windows cmd.exe reads this file as GBK,
rem on others as something else. What a clerk reads is printed by Python, or typed from a UTF-8 file after chcp 65001.
chcp 65001 >nul
setlocal
cd /d "%~dp0"
if exist "python\python.exe" goto own
py -@VERSION@ -c "import venv" >nul 2>nul
if not errorlevel 1 goto launcher
python -c "import sys, venv; sys.exit(sys.version_info[:2] != @TUPLE@)" >nul 2>nul
if not errorlevel 1 goto path
type "install\no-python.txt"
pause
exit /b 2

:own
"python\python.exe" "install\start.py" %*
goto end

:launcher
py -@VERSION@ "install\start.py" %*
goto end

:path
python "install\start.py" %*

:end
if errorlevel 1 pause
