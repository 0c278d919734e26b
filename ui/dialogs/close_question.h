#pragma once

#include "ui/dialogs/question.h"

namespace hopwright::ui {

/// "Save the changes to estate.hopw?"
class CloseQuestion : public Question {
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
