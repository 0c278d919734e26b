#pragma once

#include <random>
#include <string>
#include <vector>

namespace hopwright::test {

/// Text that tries to end a string, a comment, a file name or a here-string, or to be read otherwise. Valid as a machine's
/// name in a drawing: no backslash, slash, star, comma or control character.
inline const std::vector<std::string>& hostilePieces()
{
    static const std::vector<std::string> pieces = {
        "'",
        "\u2018",
        "\u2019",
        "\u201A",
        "\u201B",
        "\"",
        "\u201C",
        "\u201D",
        "\u201E",
        "`",
        "``",
        "`n",
        "$",
        "$(exit 9)",
        "$env:PATH",
        "${x}",
        "@(",
        "@'",
        "'@",
        "\u2019@",
        "@\"",
        "]]>",
        "<![CDATA[",
        "#>",
        "<#",
        "#",
        "; exit 9 #",
        "'; exit 9 #",
        "\u2019; exit 9 #",
        "\u2018; throw 1 #",
        "' + (exit 9) + '",
        "'; if (1) { exit 9 } #",
        "|",
        "||",
        "&",
        "&&",
        "%",
        "?",
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "[a]",
        "--%",
        "-Force",
        "\u2013Force",
        "\u2014x",
        "\u2015",
        "..",
        "CON",
        "nul",
        "com1",
        ".",
        "trailing.",
        " ",
        "\u00A0",
        "\u200B",
        "\u200F",
        "\u202E",
        "\u2066",
        "\u202Eexe.1sp",
        "\u2028",
        "\u2029",
        "\u0085",
        "\uFEFF",
        "\uFE0F",
        "\u00AD",
        "\u3164",
        "\U000E0001",
        "a\u202E' + (exit 9) + '",
        "' + [char]0x41 + '",
        "\u0412",
        "\u0411\u0451",
        "\u00D2",
        "\u00E4\u00F6",
        "\u0142",
        "\u65E5\u672C",
        "\U0001F600",
        "e\u0301",
        "\u0412; exit 9 #",
        "\u0411; exit 9 #",
        "\u00D2; exit 9 #",
        "=",
        "==",
        "~",
        "^",
        "!",
        "0x10",
        "1..9",
        "\u2026",
        "<objs>",
        "&lt;",
        "%PATH%",
    };
    return pieces;
}

/// The n-th hostile name: each piece alone first, then mixtures; the same at each run.
inline std::string hostileName(std::size_t n)
{
    const auto& pieces = hostilePieces();
    if (n < pieces.size())
        return pieces[n];
    std::mt19937 random(static_cast<std::mt19937::result_type>(n));
    std::string out;
    const std::size_t count = 2 + random() % 4;
    for (std::size_t i = 0; i < count; ++i)
        out += pieces[random() % pieces.size()];
    return out;
}

/// \p name without what ends the host in a typed target.
inline std::string asTyped(std::string name)
{
    std::erase_if(name, [](char c) { return c == '/' || c == '?' || c == '#' || c == ':'; });
    return name;
}

}  // namespace hopwright::test
