#pragma once

#include "core/plan/plan.h"
#include "core/script/script_files.h"
#include "ui/document/graph_document.h"
#include "ui/models/thing_id.h"

#include <QWidget>

#include <optional>
#include <vector>

class QComboBox;
class QPushButton;
class QStackedLayout;

namespace hopwright::ui {

class InkLabel;
class ScriptView;

/// Tab Script: the scripts of the selected machine, one at a time, to read and to copy. They are made while the tab is
/// seen, and without the time, so that they change only when the machine's part of the plan does.
class ScriptPage : public QWidget {
    Q_OBJECT

public:
    explicit ScriptPage(QWidget* parent = nullptr);

    /// \p document outlives this, or is taken back by nullptr.
    void show(const GraphDocument* document, const plan::Plan& plan, const ThingRef& thing);

signals:
    void exportAll();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeScripts();
    void makeAgain();
    void showFile();
    void say(const QString& strong, const QString& caption);

    const GraphDocument* m_document = nullptr;
    plan::Plan m_plan;  ///< What it changes on the machine.
    std::optional<model::ComputerId> m_machine;
    std::optional<model::ComputerId> m_shownMachine;
    int m_shownFile = -1;
    std::vector<script::ExportFile> m_files;
    bool m_dirty = true;

    QStackedLayout* m_pages;
    QComboBox* m_choice = nullptr;
    InkLabel* m_rights = nullptr;
    ScriptView* m_view = nullptr;
    InkLabel* m_strong = nullptr;
    InkLabel* m_caption = nullptr;
};

}  // namespace hopwright::ui
