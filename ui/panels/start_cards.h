#pragma once

#include <QAbstractButton>
#include <QKeySequence>

#include <array>

namespace hopwright::ui {

class InkLabel;

/// A card that is a button: an icon, what it does, a sentence about it and its key. Enter presses it, as Space does.
class StartCard : public QAbstractButton {
    Q_OBJECT

public:
    StartCard(const QString& title, const QString& text, const QString& iconName, QWidget* parent);

    void setKey(const QString& key);
    /// With \p isShort its sentence is a tooltip alone.
    void setShort(bool isShort);
    int heightFor(int width) const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    InkLabel* m_title;
    InkLabel* m_text;
    InkLabel* m_key;
};

/// The three ways to begin that an empty drawing offers (design, picture 09): side by side, or below each other where that is too
/// narrow. Reached by Tab.
class StartCards : public QWidget {
    Q_OBJECT

public:
    static constexpr int widest = 656;

    explicit StartCards(QWidget* parent = nullptr);

    /// The keys that do the same, as the actions have them.
    void setKeys(const QKeySequence& diagnose, const QKeySequence& draw, const QKeySequence& open);
    /// Makes the cards ready for \p width, with \p isShort or beside each other too narrow without their sentences. \returns what
    /// they take of the height.
    int heightFor(int width, bool isShort);

signals:
    void diagnoseAsked();
    void drawAsked();
    void openAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    std::array<StartCard*, 3> m_cards;
};

}  // namespace hopwright::ui
