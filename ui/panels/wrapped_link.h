#pragma once

#include <QAbstractButton>

namespace hopwright::ui {

class InkLabel;

/// A link whose text may be long: as high as its lines need, where a button would be as wide as its text. Enter follows it, as Space
/// does.
class WrappedLink : public QAbstractButton {
    Q_OBJECT

public:
    explicit WrappedLink(const QString& text, QWidget* parent = nullptr);

    /// Its text from now on.
    void setLink(const QString& text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    InkLabel* m_label;
};

}  // namespace hopwright::ui
