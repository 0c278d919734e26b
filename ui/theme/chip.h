#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QString>
#include <QWidget>

namespace hopwright::ui {

/// What a chip says by its fill.
enum class ChipKind { Neutral, Planned, Warning, Denied, Passed, Failed, Accent };

/// A word on a soft fill, 18 high, with an optional icon of 14: "applied", "Practice lab", "Live".
class Chip : public QWidget {
    Q_OBJECT

public:
    explicit Chip(QWidget* parent = nullptr);
    Chip(const QString& text, ChipKind kind, QWidget* parent = nullptr);

    /// Also becomes the accessible name.
    void setText(const QString& text);
    const QString& text() const { return m_text; }
    void setKind(ChipKind kind);
    void setIcon(const QIcon& icon);
    void setStrong(bool strong);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QFont chipFont() const;

    QString m_text;
    QIcon m_icon;
    ChipKind m_kind = ChipKind::Neutral;
    bool m_strong = false;
};

Ink chipFill(ChipKind kind);
Ink chipInk(ChipKind kind);

}  // namespace hopwright::ui
