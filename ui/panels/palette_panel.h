#pragma once

#include <QWidget>

namespace hopwright::ui {

/// What a dragged button carries: "client", "server", "jump" or "share", in UTF-8.
inline constexpr const char* kindMimeType = "application/x-hopwright-kind";

/// The kinds that can be drawn, as buttons: click, Enter, or drag onto the canvas.
class PalettePanel : public QWidget {
    Q_OBJECT

public:
    explicit PalettePanel(QWidget* parent = nullptr);

signals:
    void chosen(const QString& kind);  ///< "client", "server", "jump" or "share".
    void commandAsked();
};

}  // namespace hopwright::ui
