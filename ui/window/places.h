#pragma once

#include <QString>

#include <filesystem>

namespace hopwright::ui {

/// A file of this name beside the program says that all it keeps stays beside it too: on a stick, or where nothing is installed.
inline constexpr auto portableMark = "portable.txt";

/// Where the program keeps what is not a drawing.
struct Places {
    QString settings = {};                ///< An INI file.
    std::filesystem::path journals = {};  ///< Unsaved changes.
    std::filesystem::path runs = {};      ///< Below it, runs of drawings.
};

/// The user's own folders; those of a program in \p programFolder that has portableMark beside it: its folder `data`. Where nothing
/// can be written there, as on a stick that is read-only, the user's own again.
Places placesOf(const QString& programFolder);

}  // namespace hopwright::ui
