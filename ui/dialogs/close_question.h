#pragma once

#include <QDialog>

namespace hopwright::ui {

/// "Save the changes to estate.hopw?" Opened, never executed: the answer is a signal.
class CloseQuestion : public QDialog {
    Q_OBJECT

public:
    /// \p document as the title bar calls it.
    explicit CloseQuestion(const QString& document, QWidget* parent = nullptr);

signals:
    void saveChosen();
    void discardChosen();
    // Cancel: rejected().
};

}  // namespace hopwright::ui
