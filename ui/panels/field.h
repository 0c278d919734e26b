#pragma once

#include "core/base/result.h"
#include "core/model/graph.h"
#include "ui/document/graph_document.h"

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QVBoxLayout;

namespace hopwright::ui {

class InkLabel;

/// One property of a thing: a label, a field that is its buddy, and below it why a value was refused.
///
/// It reads the graph by `read` and edits by `write`, one undo step called `undoText`. A text that is refused stays. Where it stands
/// for several things that differ, it is empty and says *(several)*; what is typed then is for all of them, and to leave it empty
/// changes nothing.
class Field : public QWidget {
    Q_OBJECT

public:
    struct Binding {
        QString label;
        QString undoText;
        std::function<QString(const model::Graph&)> read;
        std::function<Result<model::Graph>(model::Graph, const QString&)> write;
        QString placeholder = {};
        /// Whether the things that it stands for have different values; none: it stands for one.
        std::function<bool(const model::Graph&)> differs = {};
    };
    /// A choice: what the graph holds, and how it is called.
    struct Choice {
        QString value;
        QString text;
    };
    enum class Lines { One, Many };

    Field(GraphDocument& document, Binding binding, Lines lines, QWidget* parent);
    Field(GraphDocument& document, Binding binding, const std::vector<Choice>& choices,
          QWidget* parent);

    /// Shows what the graph holds now, unless it holds what was shown: a text that was refused stays.
    void refresh();
    /// The field proper, for the focus.
    QWidget* editor() const;
    QString reason() const;
    /// Edits now, without waiting for the focus to go. \returns false when the text is refused; true when its reason stood there
    /// before, so that nobody is kept from leaving.
    bool commit();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void begin(QWidget* editor);
    void apply(const QString& value);
    bool isMixedNow() const;
    void showNow();
    void showValue(const QString& value, bool isMixed);
    void showPlaceholder();
    void showReason(const QString& reason);

    GraphDocument& m_document;
    Binding m_binding;
    QString m_shown;
    bool m_isMixed = false;  ///< Nothing is shown, since there are several values.
    QVBoxLayout* m_layout = nullptr;
    QLineEdit* m_line = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QComboBox* m_box = nullptr;
    InkLabel* m_reason = nullptr;
};

}  // namespace hopwright::ui
