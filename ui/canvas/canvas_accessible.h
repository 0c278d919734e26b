#pragma once

#include "ui/canvas/selection.h"
#include "ui/document/graph_document.h"

#include <QAccessibleWidget>
#include <QString>

#include <map>
#include <vector>

namespace hopwright::ui {

class GraphView;
class ThingAccessible;
class SentenceAccessible;

/// A drawing for assistive tools: its machines, resources and hops are children of the view, behind the widgets that stand on it
/// and in the order of the Tab key. What was said last is the last child, once something was said.
///
/// A child is made when a tool asks for it, and kept until its thing is gone. Cost: a child or its place is found in O(log things);
/// the order is made anew, in O(things × log things), when a tool asks after things came or went.
class CanvasAccessible : public QAccessibleWidget {
public:
    /// \p view has no other one. Made by Qt, by the factory that install() gives it.
    explicit CanvasAccessible(GraphView* view);
    CanvasAccessible(const CanvasAccessible&) = delete;
    CanvasAccessible& operator=(const CanvasAccessible&) = delete;
    ~CanvasAccessible() override;

    /// Before the first view is made.
    static void install();
    /// That of \p view; nullptr while it is being taken down.
    static CanvasAccessible* of(GraphView& view);

    int childCount() const override;
    QAccessibleInterface* child(int index) const override;
    int indexOfChild(const QAccessibleInterface* child) const override;
    QAccessibleInterface* childAt(int x, int y) const override;
    /// What has the focus in the drawing, when the view has that of the keyboard.
    QAccessibleInterface* focusChild() const override;

    /// The child of a thing that is in the drawing.
    QAccessibleInterface* childOf(const Thing& thing) const;
    /// nullptr: no tool asked for it yet.
    QAccessibleInterface* madeChildOf(const Thing& thing) const;
    /// After \p thing went: its child ends.
    void forget(const Thing& thing);
    /// The same for each that is not in the drawing any more.
    void forgetLost();
    /// Those that are called something else than when a tool asked. Looks at a limited number of children at a time, and goes on
    /// where it stopped.
    std::vector<QAccessibleInterface*> renamed();
    /// Puts \p sentence into the last child. \returns that.
    QAccessibleInterface* setSentence(const QString& sentence);

private:
    struct Made {
        QAccessible::Id id = 0;
        ThingAccessible* child = nullptr;  ///< Qt owns it until forget().
    };

    GraphView* view() const;
    int widgetCount() const { return QAccessibleWidget::childCount(); }
    void refresh() const;

    mutable GraphDocument::Snapshot m_ordered = {};  ///< The drawing that these are of:
    mutable std::vector<Thing> m_order = {};
    mutable std::map<Thing, int> m_places = {};
    mutable std::map<Thing, Made> m_made = {};
    Thing m_lookedAt = {};  ///< The last one that renamed() looked at.
    QAccessible::Id m_sentenceId = 0;
    SentenceAccessible* m_sentence = nullptr;  ///< Qt's, too.
};

}  // namespace hopwright::ui
