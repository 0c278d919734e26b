#pragma once

#include "core/plan/plan.h"
#include "ui/panels/ink_label.h"

#include <QString>
#include <QWidget>

#include <cstddef>
#include <string_view>
#include <vector>

class QGridLayout;
class QPushButton;
class QVBoxLayout;

namespace hopwright::ui {

/// The sections of an inspector page, one below the other with a line between them. Who points at a text with words of the trade
/// reads what they mean.
class Sections : public QWidget {
    Q_OBJECT

public:
    explicit Sections(QWidget* parent = nullptr);

    /// Tile, name and a second line.
    void addHead(const QString& icon, const QString& name, const QString& second);
    /// Begins a section; what is added next stands in it. \p topic is what its title is about, for who points at it: `fresh-list`.
    void begin(const QString& title, std::string_view topic = {});
    void addText(const QString& text, Ink ink = Ink::Text, FontRole role = FontRole::Body);
    /// A mark, a word in its colour, and more text.
    void addState(Mark state, const QString& word, const QString& text);
    /// How many lines of one kind are shown. A machine in the middle of a large drawing has thousands, and each is a widget.
    static constexpr std::size_t mostLines = 100;
    /// Says that \p count more are not shown, and where all of them stand; nothing where there are none.
    void addLeftOut(std::size_t count);
    /// Rule and sentence, each chain a line; sentences that have no words are left out. A rule that is explained is a link.
    void addBecause(const std::vector<plan::Because>& because);
    /// The same for one line. \p rule may be empty.
    void addLine(const QString& rule, const QString& text);
    /// A finding: mark, sentence, and its rule as a link that explains \p id.
    void addFinding(Mark mark, const QString& text, const QString& rule, const QString& id);
    /// A row of words, each a link that explains it: id and what stands there; what it means is the tool tip.
    struct Link {
        QString id = {};
        QString text = {};
        QString tip = {};
    };
    void addLinks(const std::vector<Link>& links);
    /// Name, icon, text; the empty icon is the mark for unknown.
    void addRow(const QString& name, const QString& icon, Ink ink, const QString& text);
    void addWidget(QWidget* widget);
    /// Fills the rest. Last.
    void finish();
    /// In the place of sections: a strong line and a caption in the middle.
    void addEmpty(const QString& strong, const QString& caption);

signals:
    /// The link of a rule, a finding or a word was pressed.
    void explainAsked(const QString& id);

protected:
    void paintEvent(QPaintEvent* event) override;
    bool event(QEvent* event) override;

private:
    QGridLayout* grid(int wide);
    QPushButton* linkTo(const Link& link, FontRole role);
    QWidget* ruleLabel(const QString& rule);

    QVBoxLayout* m_column;
    QVBoxLayout* m_section = nullptr;
    QGridLayout* m_grid = nullptr;
    int m_gridWide = 0;
    std::vector<QWidget*> m_tops;
};

}  // namespace hopwright::ui
