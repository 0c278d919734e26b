#pragma once

#include "core/model/ids.h"

#include <string>
#include <string_view>

namespace hopwright::script {

/// What a file of an export is for, in the order in which they are run.
enum class Purpose {
    Enable,  ///< Exit codes 0 no change, 1 changed, 2 error, 3 blocked by policy.
    Verify,  ///< Reads only: 0 as planned, 1 not as planned, 2 error.
    Probe,   ///< From the first machine of routes: 0 all passed, 1 not all passed, 2 error.
    Short,   ///< A text to paste in place of Enable, without its care.
    Undo,    ///< As Enable.
};

/// How the text of a file is written.
enum class Encoding {
    Utf8,         ///< As it is: no BOM, LF.
    Utf8BomCrlf,  ///< For Windows PowerShell, which reads ANSI without the BOM: a name that is quoted correctly becomes code.
};

/// One file of an export, of whatever format, for one machine.
struct ExportFile {
    std::string name = {};  ///< `101-adm-pc01-enable.ps1`: ASCII, no path, unique within an export.
    Purpose purpose = Purpose::Enable;
    std::string format = {};  ///< Which format it is of, `enable`: its row's name.
    Encoding encoding = Encoding::Utf8BomCrlf;
    model::ComputerId machine{};
    std::string machineName = {};  ///< As drawn: may hold anything but control characters.
    std::string text = {};         ///< UTF-8 without BOM, LF: for a preview.

    bool operator==(const ExportFile&) const = default;
};

/// \p text as it is written.
std::string encoded(std::string_view text, Encoding encoding);
/// The same of a file.
std::string fileBytes(const ExportFile& file);

}  // namespace hopwright::script
