#pragma once

#include "core/model/graph.h"
#include "core/script/script_files.h"
#include "core/store/export_folder.h"
#include "ui/models/script_list_model.h"
#include "ui/theme/marks.h"

#include <QDialog>

#include <functional>
#include <string>
#include <vector>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace hopwright::ui {

class Chip;
class InkLabel;
class MarkLabel;
class NameLabel;
class ScriptView;

/// What there is to export.
struct ExportContent {
    std::vector<script::ExportFile> files = {};
    std::string index = {};  ///< The text of README.txt.
    QString whyNone = {};    ///< One sentence, where there are no files.
};

/// The scripts of the open drawing: a list, a preview, and ways to take them along. Not modal: it stays open beside the
/// drawing and shows what setContent() gives it; the selected file stays selected, whatever its number becomes.
///
/// What is previewed is what is written. Files are written by core/store: a folder that holds other things is refused first.
class ExportWindow : public QDialog {
    Q_OBJECT

public:
    explicit ExportWindow(QWidget* parent = nullptr);

    void setContent(const model::Graph& graph, ExportContent content);
    /// The folder that is proposed. One that the user typed stays.
    void proposeFolder(const QString& folder);

signals:
    /// All files were written to \p folder.
    void exported(const QString& folder);

private:
    // What it is made of.
    QWidget* makeLists();
    QWidget* makePreview();
    QWidget* makeEmpty();
    QWidget* makeMessage();
    QWidget* makeFoot();

    void showFile(bool keepPlace);
    void say(Mark mark, const QString& text, const QString& action = {},
             const std::function<void()>& act = {});
    void copy();
    void saveOne();
    void browse();
    void saveAll(store::OtherThings others);

    ScriptListModel m_model;
    QString m_shown;     ///< The key of the file in the preview.
    QString m_proposed;  ///< The folder of proposeFolder().
    std::function<void()> m_act;

    QListView* m_list = nullptr;
    QStackedWidget* m_pages = nullptr;
    NameLabel* m_name = nullptr;
    Chip* m_lines = nullptr;
    Chip* m_encoding = nullptr;
    ScriptView* m_view = nullptr;
    QWidget* m_swatch = nullptr;
    QPushButton* m_next = nullptr;
    InkLabel* m_legend = nullptr;
    InkLabel* m_whyNone = nullptr;
    QWidget* m_message = nullptr;
    MarkLabel* m_messageMark = nullptr;
    InkLabel* m_messageText = nullptr;
    QPushButton* m_messageAction = nullptr;
    QLineEdit* m_folder = nullptr;
    QPushButton* m_export = nullptr;
};

}  // namespace hopwright::ui
