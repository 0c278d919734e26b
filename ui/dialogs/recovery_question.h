#pragma once

#include "ui/dialogs/question.h"

class QPushButton;

namespace hopwright::ui {

/// What is left of a drawing that was not saved, in words.
struct RecoveryFacts {
    QString title = {};        ///< As the window called the drawing.
    QString path = {};         ///< Of its file; empty: none yet.
    QStringList steps = {};    ///< The last changes, the newest last.
    qsizetype changes = 0;     ///< All of them.
    QString lastChange = {};   ///< ISO 8601 in UTC.
    bool fileChanged = false;  ///< The file is another by now, or gone.
    bool cutShort = false;     ///< The last change was being written when the program ended.
};

/// "Bring back the changes to estate.hopw?" Escape answers nothing: they are offered again at the next start.
class RecoveryQuestion : public Question {
    Q_OBJECT

public:
    explicit RecoveryQuestion(const RecoveryFacts& facts, QWidget* parent = nullptr);

signals:
    void restoreChosen();
    void keepBothChosen();
    void discardChosen();
    // Later: rejected().
};

}  // namespace hopwright::ui
