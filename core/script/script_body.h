#pragma once

#include <string_view>

/// The fixed text of the scripts: PowerShell 2.0, LF, no name in it. What is planned stands before it, as variables
/// (script_text.cpp): $plan, $computer, $client, $server, $fresh, $ntlm, $trusted.
///
/// What each part relies on is said in its comments; the reasons are in domain reference §2.1, §2.2, §2.6 and §9.
namespace hopwright::script {

/// Where the settings are, and how they are read. All that verify needs.
extern const std::string_view readingPart;
/// What the file of the local policy says, also where it is not in effect; behind readingPart, in enable and undo.
extern const std::string_view localPolicyPart;
/// How they are written, the journal, and putting back; behind localPolicyPart.
extern const std::string_view writingPart;
extern const std::string_view enablePart;
extern const std::string_view verifyPart;
extern const std::string_view undoPart;

}  // namespace hopwright::script
