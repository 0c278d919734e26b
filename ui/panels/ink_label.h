#pragma once

#include "ui/theme/fonts.h"
#include "ui/theme/marks.h"
#include "ui/theme/tokens.h"

#include <QLabel>
#include <QWidget>

namespace hopwright::ui {

/// Plain text in a type and an ink of the theme, which it follows. With word wrap, a word that is longer than its line is broken
/// at any character: names of machines have up to 63 without a blank.
class InkLabel : public QLabel {
    Q_OBJECT

public:
    explicit InkLabel(const QString& text = {}, FontRole role = FontRole::Body, Ink ink = Ink::Text,
                      QWidget* parent = nullptr);

    void setInk(Ink ink);

    int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void colour();

    Ink m_ink;
};

/// Such a label for a sentence: as wide as there is room, as high as its lines need.
InkLabel* wrapped(const QString& text, FontRole role, Ink ink, QWidget* parent = nullptr);

/// A mark or a seal, `size` wide. Its word stands beside it and is its accessible name.
class MarkLabel : public QWidget {
    Q_OBJECT

public:
    explicit MarkLabel(int size = 16, QWidget* parent = nullptr);

    void setMark(Mark mark, const QString& word);
    void setSeal(const Seal& seal, const QString& word);
    Mark mark() const { return m_seal.tested; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_size;
    Seal m_seal;
    bool m_isSeal = false;
};

/// An icon of resources/icons in an ink, not to be clicked; on a tile of neutralSoft when \p tile is set.
class IconLabel : public QWidget {
    Q_OBJECT

public:
    IconLabel(QString icon, int size, Ink ink, QWidget* parent = nullptr);

    void setTile(int tile);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_icon;
    int m_size;
    int m_tile = 0;
    Ink m_ink;
};

}  // namespace hopwright::ui
