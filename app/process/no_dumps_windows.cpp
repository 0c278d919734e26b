#include "app/process/no_dumps.h"

#include <windows.h>
#include <sddl.h>

namespace hopwright::process {

namespace {

/// What Windows Error Reporting sends all the same is without the heap, and asks nobody.
bool reportWithoutHeap() noexcept
{
    // mingw-w64 10's werapi.h does not compile, so the two flags of it and the call are named here.
    constexpr DWORD noHeap = 0x01;    // WER_FAULT_REPORTING_FLAG_NOHEAP
    constexpr DWORD noWindow = 0x20;  // WER_FAULT_REPORTING_NO_UI
    using SetFlags = HRESULT(WINAPI*)(DWORD);
    const HMODULE kernel = GetModuleHandleW(L"kernel32.dll");
    if (kernel == nullptr)
        return false;
    const auto set =
        reinterpret_cast<SetFlags>(reinterpret_cast<void*>(GetProcAddress(kernel, "WerSetFlags")));
    return set != nullptr && SUCCEEDED(set(noHeap | noWindow));
}

/// Others of this user may ask about the process, wait for it and end it, but neither read its memory nor take its handles.
///
/// SY is the system. OW is the owner, who could change this list again if it were not named (MS-DTYP 2.4.2.4, S-1-3-4). The
/// mask is READ_CONTROL, SYNCHRONIZE, PROCESS_TERMINATE and the two PROCESS_QUERY rights: screen readers ask by them.
bool refuseReaders() noexcept
{
    PSECURITY_DESCRIPTOR access = nullptr;
    if (ConvertStringSecurityDescriptorToSecurityDescriptorW(
            L"D:P(A;;0x1fffff;;;SY)(A;;0x121401;;;OW)", SDDL_REVISION_1, &access, nullptr)
        == 0)
        return false;
    const bool set = SetKernelObjectSecurity(
                         GetCurrentProcess(),
                         DACL_SECURITY_INFORMATION | PROTECTED_DACL_SECURITY_INFORMATION, access)
                     != 0;
    LocalFree(access);
    return set;
}

}  // namespace

bool keepOutOfDumps() noexcept
{
    SetErrorMode(GetErrorMode() | SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
    const bool noHeap = reportWithoutHeap();
    return refuseReaders() && noHeap;
}

}  // namespace hopwright::process
