#pragma once

#include <string_view>

namespace hopwright::files {

/// Is \p name, in UTF-8, one that a file can have on every system: one name, no path, and nothing that Windows takes for something
/// else? Windows alone refuses `<>:"|?*` and control characters, drops a dot or blank at the end, and opens a device for CON, PRN,
/// AUX, NUL, CONIN$, CONOUT$, COM0 to COM9 and LPT0 to LPT9 (the superscripts ¹²³ too), in any case and whatever follows a dot.
/// From Microsoft's "Naming Files, Paths, and Namespaces"; asked on all systems, as an export made on one is used on another.
bool isFileName(std::string_view name);

}  // namespace hopwright::files
