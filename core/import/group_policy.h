#pragma once

#include "core/import/collector.h"

#include <string>
#include <vector>

namespace hopwright::import {

/// One policy of the XML that gpresult writes. Not for other layers.
struct PolicyElement {
    std::string name = {};   ///< In the language of the templates.
    std::string state = {};  ///< `Enabled`, `Disabled`, in every language.
    std::string category =
        {};  ///< `Windows Components/Windows Remote Management (WinRM)/WinRM Client`
    std::string object = {};  ///< The Group Policy object's name, or nothing.
    bool isLocal = false;
    std::vector<std::string> entries =
        {};  ///< Of its list, or of its one line of text between commas.
};

void addPolicy(Collector& out, const PolicyElement& policy, const Line& line);

}  // namespace hopwright::import
