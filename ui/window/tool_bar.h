#pragma once

#include "ui/actions/action_table.h"

#include <QToolBar>

class QLabel;
class QLineEdit;
class QPushButton;

namespace hopwright::ui {

class Chip;

/// The tool bar: files, history, drawing, zoom, find, and at the right what is tested where. Its buttons trigger the
/// actions of the table and follow their state.
class ToolBar : public QToolBar {
    Q_OBJECT

public:
    /// \p undo and \p redo come from the history. All actions outlive this.
    ToolBar(const Actions& actions, QAction* undo, QAction* redo, QWidget* parent);

    QLineEdit& findField() const { return *m_find; }
    void setZoom(double factor);
    /// While a test runs, Stop stands in the place of Test.
    void setRunning(bool running);
    /// Without the words Machine and Hop, with a shorter find field and Apply (design §2, step 3), and without the zoom, which
    /// the status bar says as well: Test, Stop, Apply and Export never go.
    void setCompact(bool compact);

private:
    QPushButton* follow(QAction* action, const QString& text);
    void addDrawing(QAction* undo, QAction* redo);
    void addTesting();
    void addSpring();

    const Actions& m_actions;
    QLineEdit* m_find;
    QLabel* m_zoom;
    QPushButton* m_test = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_apply = nullptr;
    QPushButton* m_export = nullptr;
    QAction* m_zoomPlace = nullptr;
    QAction* m_testPlace = nullptr;
    QAction* m_stopPlace = nullptr;
};

}  // namespace hopwright::ui
