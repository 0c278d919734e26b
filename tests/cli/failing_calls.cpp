/// Loaded before the C library by a test: one call of the system fails, as it does on a disk that breaks.
/// HOPWRIGHT_FAIL is "CALL:ERRNO"; CALL is write, fsync, fsync-folder (that of a folder alone), syncfs or rename. Only regular
/// files and folders are meant.
#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace {

bool fails(const char* call)
{
    const char* const asked = std::getenv("HOPWRIGHT_FAIL");
    const std::size_t length = std::strlen(call);
    if (asked == nullptr || std::strncmp(asked, call, length) != 0 || asked[length] != ':')
        return false;
    errno = std::atoi(asked + length + 1);
    return true;
}

bool isOnDisk(int file)
{
    struct stat info = {};
    return ::fstat(file, &info) == 0 && (S_ISREG(info.st_mode) || S_ISDIR(info.st_mode));
}

bool isFolder(int file)
{
    struct stat info = {};
    return ::fstat(file, &info) == 0 && S_ISDIR(info.st_mode);
}

template <typename Function>
Function next(const char* name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" ssize_t write(int file, const void* bytes, size_t count)
{
    if (isOnDisk(file) && fails("write"))
        return -1;
    return next<ssize_t (*)(int, const void*, size_t)>("write")(file, bytes, count);
}

extern "C" int fsync(int file)
{
    if ((isOnDisk(file) && fails("fsync")) || (isFolder(file) && fails("fsync-folder")))
        return -1;
    return next<int (*)(int)>("fsync")(file);
}

#ifdef __linux__
extern "C" int syncfs(int file) noexcept
{
    if (fails("syncfs"))
        return -1;
    return next<int (*)(int)>("syncfs")(file);
}
#endif

extern "C" int renameat(int fromFolder, const char* from, int toFolder, const char* to)
{
    if (fails("rename"))
        return -1;
    return next<int (*)(int, const char*, int, const char*)>("renameat")(fromFolder, from, toFolder,
                                                                         to);
}
