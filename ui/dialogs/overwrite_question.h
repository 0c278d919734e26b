#pragma once

#include "ui/dialogs/question.h"

namespace hopwright::ui {

/// "estate.hopw was changed by another program." Enter and Escape are Cancel: nothing is lost by a key pressed too soon.
class OverwriteQuestion : public Question {
    Q_OBJECT

public:
    /// \p document as the title bar calls it.
    explicit OverwriteQuestion(const QString& document, QWidget* parent = nullptr);

signals:
    void overwriteChosen();
    void saveAsChosen();
    // Cancel: rejected().
};

}  // namespace hopwright::ui
