#pragma once

#include "ui/window/find.h"

#include <QFrame>

#include <cstddef>
#include <vector>

class QLabel;
class QLineEdit;
class QListView;

namespace hopwright::ui {

class PickModel;

/// What the field *Find* has found while one types: how many places, and a list of them below the field. Enter and step() go from
/// place to place, also while the list is closed; the arrows go through the list, Esc closes it. It never has the focus.
class FindPanel : public QFrame {
    Q_OBJECT

public:
    /// \p field and the window \p parent, over which it floats, outlive this.
    FindPanel(QLineEdit& field, QWidget* parent);

    /// After each change of drawing or plan.
    void setContent(Shared<model::Graph> graph, Shared<plan::Plan> plan);
    /// Goes to the next place, or with a negative \p by to the one before; from the last to the first. \returns false where nothing
    /// is found, or nothing is sought.
    bool step(int by);
    /// The field takes the focus, its text marked.
    void begin();
    /// Another drawing: what was sought was sought in the one before.
    void forget();

signals:
    void picked(const hopwright::ui::ThingRef& thing);
    /// Esc: the focus is to go back to the drawing.
    void left();
    /// Enter, and no place holds \p text.
    void nothingFound(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool takeKey(int pressed, Qt::KeyboardModifiers modifiers);
    void enter(int by);
    void search();
    void refresh();
    void open();
    void place();
    void showFound();
    void showCount();
    void go(std::size_t at);
    void mark(std::size_t at);

    QLineEdit& m_field;
    QLabel* m_count;
    QListView* m_list;
    PickModel* m_model;
    FindIndex m_index;
    std::vector<Found> m_found;
    QString m_text;          ///< That m_found is of.
    bool m_stale = false;    ///< The drawing is another since.
    std::size_t m_at = 0;    ///< The current one of m_found,
    bool m_isThere = false;  ///< to which the user went.
};

}  // namespace hopwright::ui
