"""Why the system would not do something with a file, in Chinese."""

import errno

_REASONS = {
    errno.ENOENT: "没有这个文件或者文件夹",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EEXIST: "已经有同名的",
    errno.ENOTEMPTY: "文件夹里还有东西",
    errno.ENAMETOOLONG: "名字太长",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "分给您的空间用完了",
    errno.EFBIG: "文件太大",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序占用",
    errno.ETXTBSY: "正被别的程序占用",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.ELOOP: "链接绕成了圈",
    errno.EADDRINUSE: "已经被别的程序占用",
    errno.EADDRNOTAVAIL: "这台电脑上没有这个地址",
}


def reason(error: OSError) -> str:
    """Why, in Chinese where this program or its system says so or the reason is a common one; else as the system says it."""
    said = error.strerror or type(error).__name__
    return _REASONS.get(error.errno or 0, said) if said.isascii() else said
