#pragma once

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

/// Small disks for a test: mounts that this process and its children alone see, and that go with them.
namespace ownDisks {

/// Why there are none; empty: there are. Set by enter().
inline std::string whyNot;

inline bool put(const char* file, const std::string& text)
{
    const int descriptor = ::open(file, O_WRONLY | O_CLOEXEC);
    const bool done =
        descriptor >= 0
        && ::write(descriptor, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    ::close(descriptor);
    return done;
}

/// For the start of main(), before there is a second thread: a mount namespace of its own, within a user namespace where
/// this is not root.
inline void enter()
{
    const uid_t user = ::getuid();
    const gid_t group = ::getgid();
    const bool isRoot = ::geteuid() == 0;
    const bool entered =
        isRoot ? ::unshare(CLONE_NEWNS) == 0
               : ::unshare(CLONE_NEWNS | CLONE_NEWUSER) == 0 && put("/proc/self/setgroups", "deny")
                     && put("/proc/self/uid_map", "0 " + std::to_string(user) + " 1")
                     && put("/proc/self/gid_map", "0 " + std::to_string(group) + " 1");
    if (!entered || ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        whyNot = "no mount namespace: " + std::string(std::strerror(errno));
}

/// A disk on the folder \p path. \p options as for mount, "size=64k". \returns why there is none.
inline std::string mountSmall(const std::string& path, const std::string& options)
{
    if (!whyNot.empty())
        return whyNot;
    if (::mount("tmpfs", path.c_str(), "tmpfs", MS_NOSUID | MS_NODEV, options.c_str()) != 0)
        return "no tmpfs with " + options + ": " + std::strerror(errno);
    return {};
}

inline bool makeReadOnly(const std::string& path)
{
    return ::mount("none", path.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr) == 0;
}

inline void unmount(const std::string& path)
{
    ::umount2(path.c_str(), MNT_DETACH);
}

}  // namespace ownDisks
