"""Makes the pages 字段.md and 消息.md."""
