#pragma once

#include "core/base/result.h"

#include <windows.h>

#include <filesystem>
#include <string>
#include <utility>

namespace hopwright::files {

/// Nobody who has a file open stands in the way of whoever reads it here.
inline constexpr DWORD shareAll = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

/// Why Windows said no, as one clause for the detail of an Error: \p error is of GetLastError().
Sentence wordsForSystem(DWORD error);

/// \p path for a call of Windows: one that is longer than MAX_PATH takes goes as `\\?\C:\…` or `\\?\UNC\…`, which is not read
/// but taken as it is, so it is made absolute first. The manifest's longPathAware counts only where an administrator allowed it.
std::wstring systemPath(const std::filesystem::path& path);

bool hasZero(const std::filesystem::path& path);

/// A file or another object of Windows, closed with its owner.
class Handle {
public:
    Handle() = default;
    explicit Handle(HANDLE handle) noexcept : m_handle(handle) {}
    Handle(Handle&& other) noexcept : m_handle(std::exchange(other.m_handle, INVALID_HANDLE_VALUE))
    {
    }
    Handle& operator=(Handle&& other) noexcept
    {
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { close(); }

    bool isOpen() const noexcept { return m_handle != INVALID_HANDLE_VALUE; }
    HANDLE value() const noexcept { return m_handle; }
    void close() noexcept
    {
        if (isOpen())
            CloseHandle(std::exchange(m_handle, INVALID_HANDLE_VALUE));
    }

private:
    HANDLE m_handle = INVALID_HANDLE_VALUE;
};

/// Access for the user of this process, the system and administrators alone, whatever a folder would hand down. For the call
/// that makes a file or folder; where it could not be made, that call gets none and the folder decides.
class OwnerOnly {
public:
    OwnerOnly();
    OwnerOnly(const OwnerOnly&) = delete;
    OwnerOnly& operator=(const OwnerOnly&) = delete;
    OwnerOnly(OwnerOnly&&) = delete;
    OwnerOnly& operator=(OwnerOnly&&) = delete;
    ~OwnerOnly();

    SECURITY_ATTRIBUTES* attributes() noexcept
    {
        return m_access == nullptr ? nullptr : &m_attributes;
    }

private:
    PSECURITY_DESCRIPTOR m_access = nullptr;
    SECURITY_ATTRIBUTES m_attributes = {};
};

/// The SID of the user of this process, as `S-1-5-21-…`; empty where Windows does not tell.
std::wstring ownSid();
/// Whether \p file belongs to the user of this process; also what an administrator made, whose files belong to the group.
bool isOwn(HANDLE file);

}  // namespace hopwright::files
