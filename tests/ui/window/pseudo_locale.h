#pragma once

#include "ui/theme/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpression>
#include <QTabBar>
#include <QTextDocumentFragment>
#include <QTranslator>
#include <QWidget>

#include <array>

/// A language of its own: each text in ⟦…⟧, with its vowels twice. What shows without was in no catalogue's reach.
class PseudoTranslator : public QTranslator {
public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }
    QString translate(const char* /*context*/, const char* sourceText,
                      const char* /*disambiguation*/ = nullptr, int /*n*/ = -1) const override
    {
        QString out;
        QChar before;
        for (const QChar each : QString::fromUtf8(sourceText)) {
            out += each;
            const bool isPlace = before == u'%' || before == u'&';
            if (!isPlace && QStringLiteral("aeiou").contains(each))
                out += each;
            before = each;
        }
        return u'⟦' + out + u'⟧';
    }
};

/// \p text without what stands in ⟦…⟧. One that is cut off at its end, or its beginning, counts as in them.
inline QString outsideOfBrackets(const QString& text)
{
    QString out;
    int depth = 0;
    for (const QChar each : text) {
        if (each == u'⟦') {
            ++depth;
        } else if (each == u'⟧') {
            if (depth == 0)
                out.clear();
            depth = std::max(0, depth - 1);
        } else if (depth == 0) {
            out += each;
        }
    }
    return out;
}

/// A text of a widget, and where it was found.
struct SeenText {
    QString text = {};
    QString where = {};
};

/// All that \p root and what is in it could say: texts, tool tips, what a screen reader reads, menus, tables.
class TextWalk {
public:
    explicit TextWalk(QWidget& root)
    {
        visit(root);
        for (QWidget* each : root.findChildren<QWidget*>())
            visit(*each);
        for (QAction* each : root.findChildren<QAction*>())
            visit(*each);
    }

    std::vector<SeenText> all() const { return m_all; }

private:
    void add(const QString& text, const QString& where)
    {
        const bool isRich = text.startsWith(u'<');
        const QString plain = isRich ? QTextDocumentFragment::fromHtml(text).toPlainText() : text;
        if (!plain.isEmpty())
            m_all.push_back({.text = plain, .where = where});
    }

    void visit(QWidget& widget)
    {
        // Lists and windows of Qt itself, and scripts, which are files.
        if (widget.inherits("QsciScintillaBase"))
            return;
        const QString name = QLatin1String(widget.metaObject()->className());
        const bool isField = widget.inherits("QLineEdit") || widget.inherits("QPlainTextEdit");
        for (const char* each :
             {"text", "placeholderText", "title", "windowTitle", "toolTip", "statusTip",
              "whatsThis", "accessibleName", "accessibleDescription"}) {
            if (!isField || qstrcmp(each, "text") != 0)
                add(widget.property(each).toString(), name + u'.' + QLatin1String(each));
        }
        if (const auto* box = qobject_cast<QComboBox*>(&widget)) {
            for (int i = 0; i < box->count(); ++i)
                add(box->itemText(i), name + QStringLiteral(".item"));
        }
        if (const auto* tabs = qobject_cast<QTabBar*>(&widget)) {
            for (int i = 0; i < tabs->count(); ++i) {
                add(tabs->tabText(i), name + QStringLiteral(".tab"));
                add(tabs->tabToolTip(i), name + QStringLiteral(".tab"));
            }
        }
        if (const auto* view = qobject_cast<QAbstractItemView*>(&widget)) {
            if (view->model() != nullptr
                && !view->parentWidget()->inherits("QComboBoxPrivateContainer"))
                visit(*view->model(), {}, name);
        }
    }

    void visit(const QAction& action)
    {
        for (const QString& each : {action.text(), action.toolTip(), action.statusTip()})
            add(each, QStringLiteral("action"));
    }

    void visit(const QAbstractItemModel& model, const QModelIndex& parent, const QString& name)
    {
        constexpr std::array roles{Qt::DisplayRole, Qt::ToolTipRole, Qt::StatusTipRole,
                                   Qt::AccessibleTextRole, Qt::AccessibleDescriptionRole};
        for (int column = 0; column < model.columnCount(parent); ++column) {
            if (!parent.isValid()) {
                add(model.headerData(column, Qt::Horizontal).toString(),
                    name + QStringLiteral(".head"));
            }
            for (int row = 0; row < model.rowCount(parent); ++row) {
                const QModelIndex index = model.index(row, column, parent);
                for (const Qt::ItemDataRole role : roles) {
                    const QVariant value = index.data(role);
                    if (value.typeId() == QMetaType::QString)
                        add(value.toString(), name + QStringLiteral(".cell"));
                }
            }
        }
        for (int row = 0; row < model.rowCount(parent); ++row)
            visit(model, model.index(row, 0, parent), name);
    }

    std::vector<SeenText> m_all;
};
