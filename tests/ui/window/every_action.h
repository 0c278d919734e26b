#pragma once

#include "core/edit/chain.h"
#include "core/edit/edit_nodes.h"
#include "core/files/path.h"
#include "core/model/graph_rules.h"
#include "core/store/graph_file.h"
#include "tests/ui/window/window_bench.h"
#include "ui/actions/action_table.h"
#include "ui/canvas/name_editor.h"
#include "ui/dialogs/about_dialog.h"
#include "ui/dialogs/close_question.h"
#include "ui/dialogs/export_window.h"
#include "ui/dialogs/keys_sheet.h"
#include "ui/dialogs/pick_list.h"
#include "ui/dialogs/picture_dialog.h"
#include "ui/panels/inspector.h"
#include "ui/panels/problems_panel.h"
#include "ui/window/diagnose_page.h"

#include <QClipboard>
#include <QDockWidget>
#include <QMimeData>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hopwright::ui {

/// What is looked at before an action, so that it is seen what became another.
struct Before {
    model::Graph graph;
    CanvasSelection selection;
    double zoom = 1;
    QByteArray file;
    bool isMotionReduced = false;
};

/// The window with a drawing of its own, that is the same before each action.
class ActionBench : public WindowBench {
public:
    QAction* action(ActionId id) { return (*window().findChild<Actions*>())[id]; }

    /// As after opening that file: nothing is selected, nothing was tested, no dialog is open, and the drawing has the keyboard.
    void reset(const model::Graph& graph)
    {
        stopTest();
        std::ignore = closeDialogs();
        if (isDiagnosing())
            key(Qt::Key_W, Qt::ControlModifier);
        // Another one each time: what was applied to the practice lab stays with its drawing.
        m_file = path(QStringLiteral("netz-%1.hopw").arg(++m_number));
        QVERIFY(store::saveGraph(files::pathFromUtf8(m_file.toStdString()), graph).has_value());
        QVERIFY(window().openFile(m_file));
        QApplication::clipboard()->clear();
        window().findChild<QDockWidget*>(QStringLiteral("problemsDock"))->hide();
        window().findChild<QLineEdit*>(QStringLiteral("findField"))->clear();
        if (!hopwright::ui::isMotionReduced())
            action(ActionId::ReduceMotion)->trigger();
        if (themeOf(window().palette()) == Theme::Dark)
            action(ActionId::LightTheme)->trigger();
        QVERIFY(activate());
        canvas().setFocus();
        canvas().setSelection({});
        canvas().fit();
    }
    Before before()
    {
        return {.graph = canvas().graph(),
                .selection = canvas().selection(),
                .zoom = canvas().zoom(),
                .file = read(m_file),
                .isMotionReduced = hopwright::ui::isMotionReduced()};
    }
    QByteArray fileNow() const { return read(m_file); }
    bool isDiagnosing()
    {
        return window().diagnosePage() != nullptr && window().diagnosePage()->isVisible();
    }
    void stopTest()
    {
        if (window().isRunning())
            key(Qt::Key_F5, Qt::ShiftModifier);
        std::ignore = QTest::qWaitFor([this] { return !window().isRunning(); });
    }
    /// By Esc. \returns whether there is none any more.
    bool closeDialogs()
    {
        constexpr int most = 4;
        for (int i = 0; i < most; ++i) {
            auto* dialog = child<QDialog>();
            if (dialog == nullptr || !activate(*dialog))
                break;
            const QPointer<QDialog> open = dialog;
            key(Qt::Key_Escape);
            std::ignore =
                QTest::qWaitFor([&open] { return open == nullptr || !open->isVisible(); });
        }
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        return child<QDialog>() == nullptr && activate();
    }

    // What of the drawing is selected ---------------------------------------------------------------------------------

    void select(std::initializer_list<std::string_view> machines)
    {
        CanvasSelection all;
        for (const std::string_view each : machines)
            add(all.things, idOf(each));
        all.current = firstOf(all.things);
        canvas().setSelection(all);
    }
    std::optional<model::HopId> hop(std::string_view from, std::string_view to)
    {
        for (const auto& [id, each] : canvas().graph().hops) {
            if (each.from == idOf(from) && each.to.computer == idOf(to))
                return id;
        }
        return std::nullopt;
    }
    bool has(std::string_view machine)
    {
        return model::computerByName(canvas().graph(), machine) != nullptr;
    }
    bool isSelected(std::string_view machine)
    {
        return canvas().selection().things.computers.contains(idOf(machine));
    }
    QRectF card(std::string_view machine)
    {
        return canvas().canvasGeometry().cards().at(idOf(machine)).rect;
    }
    /// A dialog or a part of the window that can be seen, with that title.
    bool shows(const QString& title)
    {
        const auto* dialog = child<QDialog>();
        return dialog != nullptr && dialog->windowTitle() == title;
    }
    bool isInspectorAt(const QString& tab)
    {
        const auto* inspector = window().findChild<Inspector*>();
        return inspector->isVisible() && inspector->tabText(inspector->currentIndex()) == tab;
    }
    static QString clipboard() { return QApplication::clipboard()->text(); }

private:
    QString m_file;
    int m_number = 0;
};

/// What a user sees of an action.
struct ActionWalk {
    ActionId id = {};
    const char* effect = nullptr;             ///< In words, for who reads a failure.
    void (*prepare)(ActionBench&) = nullptr;  ///< After reset().
    bool (*isSeen)(ActionBench&, const Before&) = nullptr;
    void (*then)(ActionBench&) = [](ActionBench&) {
    };  ///< What it has begun, goes on by keys.
    bool isLarge = false;  ///< On a drawing whose test takes a while.
};

/// Two domains and a machine of none, names of several scripts, and nothing in line.
inline model::Graph netz()
{
    const std::vector<std::string> chains{
        R"(PC-ÖST.nord.example -credssp-> TOR-07.nord.example -> ZIEL.nord.example -> \\LAGER.nord.example\Pläne)",
        "PC2.nord.example -> TOR-07.nord.example",
        "أحمد.sued.example -credssp-> 独立.sued.example"};
    model::Graph out =
        edit::addComputer(edit::parseChains(chains).value(), {.name = "FREI"}, {}).value();
    const std::map<std::string, model::Position> places{
        {"PC-ÖST", {.x = 0, .y = 0}},   {"TOR-07", {.x = 320, .y = 64}},
        {"ZIEL", {.x = 960, .y = 160}}, {"LAGER", {.x = 1360, .y = 160}},
        {"PC2", {.x = 0, .y = 320}},    {"أحمد", {.x = 320, .y = 480}},
        {"独立", {.x = 720, .y = 400}}, {"FREI", {.x = 1360, .y = 560}}};
    std::map<model::ComputerId, model::Position> moved;
    for (const auto& [id, computer] : out.computers)
        moved[id] = places.at(computer.name);
    return edit::moveComputers(std::move(out), moved).value();
}

/// So many routes that their test is not over before it is stopped.
inline model::Graph manyRoutes()
{
    constexpr int count = 60;
    std::vector<std::string> chains;
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        chains.push_back("ARBEITSPLATZ-" + number + ".nord.example -> " + "KNOTEN-" + number
                         + R"(.nord.example -> \\ABLAGE-)" + number + R"(.nord.example\Daten)");
    }
    return edit::parseChains(chains).value();
}

/// Whether these positions are one, and were not.
inline bool inLine(ActionBench& bench, const Before& before, double (*of)(const QRectF&))
{
    const double wanted = of(bench.card("PC-ÖST"));
    return bench.canvas().graph() != before.graph && std::abs(of(bench.card("TOR-07")) - wanted) < 1
           && std::abs(of(bench.card("ZIEL")) - wanted) < 1;
}

/// Whether the gaps between the three are one, and were not.
inline bool areSpread(ActionBench& bench, const Before& before, bool isAcross)
{
    const QRectF first = bench.card("PC-ÖST");
    const QRectF second = bench.card("TOR-07");
    const QRectF third = bench.card("ZIEL");
    const double one = isAcross ? second.left() - first.right() : second.top() - first.bottom();
    const double other = isAcross ? third.left() - second.right() : third.top() - second.bottom();
    return bench.canvas().graph() != before.graph
           && std::abs(one - other) < 2;  // Places are whole numbers.
}

// What is prepared ----------------------------------------------------------------------------------------------------

inline void nothing(ActionBench&) {}
inline void one(ActionBench& bench)
{
    bench.select({"TOR-07"});
}
inline void three(ActionBench& bench)
{
    bench.select({"PC-ÖST", "TOR-07", "ZIEL"});
}
inline void grouped(ActionBench& bench)
{
    three(bench);
    QVERIFY(bench.canvas().groupSelection().has_value());
    three(bench);
}
inline void unsaved(ActionBench& bench)
{
    one(bench);
    bench.key(Qt::Key_Right, Qt::ControlModifier);
}
inline void sought(ActionBench& bench)
{
    bench.key(Qt::Key_F, Qt::ControlModifier);
    bench.type(QStringLiteral("nord"));
    bench.canvas().setFocus();
}
inline void hopOfMachine(ActionBench& bench)
{
    bench.select({"FREI"});
    CanvasSelection both = bench.canvas().selection();
    add(both.things, *bench.hop("PC-ÖST", "TOR-07"));
    bench.canvas().setSelection(both);
}
/// The first thing whose worst finding another thing has, too.
inline void oneOfSeveralFindings(ActionBench& bench)
{
    const auto& findings = bench.canvas().content().plan->findings;
    for (const plan::Finding& each : findings) {
        const auto worst = std::ranges::find(findings, each.where, &plan::Finding::where);
        const auto isLike = [&each](const plan::Finding& other) {
            return other.rule == each.rule && other.where != each.where;
        };
        const auto thing = canvasThingOf(thingFromId(QString::fromStdString(each.where)));
        if (thing && worst->rule == each.rule && std::ranges::any_of(findings, isLike)) {
            bench.canvas().setSelection(selectionOf(*thing));
            return;
        }
    }
}

// The table -----------------------------------------------------------------------------------------------------------

inline std::vector<ActionWalk> walksOfFile()
{
    return {
        {ActionId::New, "the drawing is empty", nothing,
         [](ActionBench& b, const Before&) {
             return b.canvas().graph().computers.empty();
         }},
        {ActionId::Open, "a file is asked for", nothing,
         [](ActionBench& b, const Before&) {
             return b.child<QFileDialog>() != nullptr;
         }},
        {ActionId::Save, "the file is another, and nothing is unsaved", unsaved,
         [](ActionBench& b, const Before& before) {
             return b.fileNow() != before.file && b.window().document().history().isClean();
         }},
        {ActionId::SaveAs, "a file is asked for", nothing,
         [](ActionBench& b, const Before&) {
             return b.child<QFileDialog>() != nullptr;
         }},
        {ActionId::Export, "the scripts are shown", nothing,
         [](ActionBench& b, const Before&) {
             return b.child<ExportWindow>() != nullptr;
         }},
        {ActionId::ExportPicture, "the dialog of pictures is open", nothing,
         [](ActionBench& b, const Before&) {
             return b.shows(QStringLiteral("Export picture"));
         }},
        {ActionId::Print, "the dialog that prints is open", nothing,
         [](ActionBench& b, const Before&) {
             return b.shows(QStringLiteral("Print"));
         }},
        {ActionId::Close, "the drawing is gone, and the window is there", nothing,
         [](ActionBench& b, const Before&) {
             return b.canvas().graph().computers.empty() && b.window().isVisible();
         }},
        {ActionId::Quit, "unsaved changes are asked for", unsaved,
         [](ActionBench& b, const Before&) {
             return b.child<CloseQuestion>() != nullptr;
         }},
    };
}

inline std::vector<ActionWalk> walksOfEditing()
{
    return {
        {ActionId::Delete, "the machine is gone", one,
         [](ActionBench& b, const Before&) {
             return !b.has("TOR-07");
         }},
        {ActionId::RemoveAndJoin, "the machine is gone, and its hops are one", one,
         [](ActionBench& b, const Before&) {
             return !b.has("TOR-07") && b.hop("PC-ÖST", "ZIEL").has_value();
         }},
        {ActionId::Splice, "the machine stands in the hop", hopOfMachine,
         [](ActionBench& b, const Before&) {
             return b.hop("PC-ÖST", "FREI") && b.hop("FREI", "TOR-07")
                    && !b.hop("PC-ÖST", "TOR-07");
         }},
        {ActionId::Mute, "the hop is muted",
         [](ActionBench& b) { b.canvas().setSelection(selectionOf(*b.hop("PC-ÖST", "TOR-07"))); },
         [](ActionBench& b, const Before&) {
             return b.canvas().graph().hops.at(*b.hop("PC-ÖST", "TOR-07")).isMuted;
         }},
        {ActionId::Rename, "a field takes another name", one,
         [](ActionBench& b, const Before&) { return b.has("PFORTE") && !b.has("TOR-07"); },
         [](ActionBench& b) {
             QTRY_VERIFY(b.child<NameEditor>() != nullptr && b.child<NameEditor>()->hasFocus());
             b.key(Qt::Key_A, Qt::ControlModifier);
             b.name(QStringLiteral("PFORTE.nord.example"));
         }},
        {ActionId::Properties, "the first field of the Inspector has the keyboard", one,
         [](ActionBench& b, const Before&) {
             return b.isInspectorAt(QStringLiteral("Properties"))
                    && b.window().findChild<Inspector*>()->isAncestorOf(
                        QApplication::focusWidget());
         }},
        {ActionId::SelectAll, "all is selected", nothing,
         [](ActionBench& b, const Before&) {
             const model::Graph& graph = b.canvas().graph();
             return b.canvas().selection().things.size()
                    == graph.computers.size() + graph.hops.size();
         }},
        {ActionId::AddMachine, "a machine more, joined, under a name that is typed",
         [](ActionBench& b) { b.select({"FREI"}); },
         [](ActionBench& b, const Before&) { return b.hop("FREI", "NEUNZEHN").has_value(); },
         [](ActionBench& b) {
             QTRY_VERIFY(b.child<NameEditor>() != nullptr && b.child<NameEditor>()->hasFocus());
             b.name(QStringLiteral("NEUNZEHN"));
         }},
        {ActionId::DrawHop, "a hop to the machine whose name is typed",
         [](ActionBench& b) { b.select({"FREI"}); },
         [](ActionBench& b, const Before&) { return b.hop("FREI", "ZIEL").has_value(); },
         [](ActionBench& b) {
             QTRY_VERIFY(b.canvas().hasFocus());
             b.name(QStringLiteral("ZIEL"));
         }},
    };
}

inline std::vector<ActionWalk> walksOfClipboard()
{
    return {
        {ActionId::Cut, "the machine is in the clipboard alone", one,
         [](ActionBench& b, const Before&) {
             return !b.has("TOR-07") && b.clipboard().contains(u"TOR-07");
         }},
        {ActionId::Copy, "the machine is in the clipboard, too", one,
         [](ActionBench& b, const Before&) {
             return b.has("TOR-07") && b.clipboard().contains(u"TOR-07");
         }},
        {ActionId::CopyPicture, "a picture is in the clipboard", nothing,
         [](ActionBench&, const Before&) {
             const QMimeData* copied = QApplication::clipboard()->mimeData();
             return copied != nullptr && copied->hasImage();
         }},
        {ActionId::PasteChain, "the copied chain is drawn",
         [](ActionBench&) {
             QApplication::clipboard()->setText(QStringLiteral("OST-1.ost.example -> OST-2"));
         },
         [](ActionBench& b, const Before&) {
             return b.hop("OST-1", "OST-2").has_value();
         }},
        {ActionId::Duplicate, "the machine is there twice", one,
         [](ActionBench& b, const Before& before) {
             return b.canvas().graph().computers.size() == before.graph.computers.size() + 1;
         }},
        {ActionId::Find, "the field Find has the keyboard", nothing,
         [](ActionBench& b, const Before&) {
             return b.window().findChild<QLineEdit*>(QStringLiteral("findField"))->hasFocus();
         }},
        {ActionId::FindNext, "what was found is selected", sought,
         [](ActionBench& b, const Before& before) {
             return b.canvas().selection() != before.selection;
         }},
        {ActionId::FindPrevious, "what was found is selected", sought,
         [](ActionBench& b, const Before& before) {
             return b.canvas().selection() != before.selection;
         }},
        {ActionId::GoTo, "all things are offered", nothing,
         [](ActionBench& b, const Before&) {
             return b.shows(QStringLiteral("Go to"));
         }},
    };
}

inline std::vector<ActionWalk> walksOfSelecting()
{
    return {
        {ActionId::SelectUpstream, "all before it is selected",
         [](ActionBench& b) { b.select({"ZIEL"}); },
         [](ActionBench& b, const Before&) {
             return b.isSelected("PC-ÖST") && b.isSelected("PC2") && b.isSelected("TOR-07")
                    && !b.isSelected("LAGER");
         }},
        {ActionId::SelectDownstream, "all behind it is selected", one,
         [](ActionBench& b, const Before&) {
             return b.isSelected("ZIEL") && b.isSelected("LAGER") && !b.isSelected("PC2");
         }},
        {ActionId::SelectConnected, "all joined with it is selected",
         [](ActionBench& b) { b.select({"独立"}); },
         [](ActionBench& b, const Before&) {
             return b.isSelected("أحمد") && !b.isSelected("ZIEL");
         }},
        {ActionId::SelectPath, "what lies between the two is selected",
         [](ActionBench& b) { b.select({"PC2", "ZIEL"}); },
         [](ActionBench& b, const Before&) {
             return b.isSelected("TOR-07") && !b.isSelected("PC-ÖST");
         }},
        {ActionId::SelectSame, "another thing with that finding is selected", oneOfSeveralFindings,
         [](ActionBench& b, const Before&) {
             return b.canvas().selection().things.size() > 1;
         }},
    };
}

inline std::vector<ActionWalk> walksOfArranging()
{
    return {
        {ActionId::Tidy, "machines stand elsewhere", nothing,
         [](ActionBench& b, const Before& before) {
             return b.canvas().graph() != before.graph;
         }},
        {ActionId::Pin, "the machine is pinned", one,
         [](ActionBench& b, const Before&) {
             return b.canvas().graph().computers.at(b.idOf("TOR-07")).isPinned;
         }},
        {ActionId::Group, "the machines are a group", three,
         [](ActionBench& b, const Before&) {
             const auto& groups = b.canvas().graph().groups;
             return groups.size() == 1 && groups.begin()->second.members.size() == 3;
         }},
        {ActionId::Ungroup, "there is no group", grouped,
         [](ActionBench& b, const Before&) {
             return b.canvas().graph().groups.empty();
         }},
        {ActionId::Collapse, "the group is one card", grouped,
         [](ActionBench& b, const Before&) {
             return b.canvas().graph().groups.begin()->second.isCollapsed;
         }},
        {ActionId::AlignLeft, "left edges are one", three,
         [](ActionBench& b, const Before& before) {
             return inLine(b, before, [](const QRectF& card) { return card.left(); });
         }},
        {ActionId::AlignCentre, "middles are one below the other", three,
         [](ActionBench& b, const Before& before) {
             return inLine(b, before, [](const QRectF& card) { return card.center().x(); });
         }},
        {ActionId::AlignRight, "right edges are one", three,
         [](ActionBench& b, const Before& before) {
             return inLine(b, before, [](const QRectF& card) { return card.right(); });
         }},
        {ActionId::AlignTop, "tops are one", three,
         [](ActionBench& b, const Before& before) {
             return inLine(b, before, [](const QRectF& card) { return card.top(); });
         }},
        {ActionId::AlignMiddle, "middles are level", three,
         [](ActionBench& b, const Before& before) {
             return inLine(b, before, [](const QRectF& card) { return card.center().y(); });
         }},
        {ActionId::AlignBottom, "bottoms are one", three,
         [](ActionBench& b, const Before& before) {
             return inLine(b, before, [](const QRectF& card) { return card.bottom(); });
         }},
        {ActionId::SpreadAcross, "gaps are equal from left to right", three,
         [](ActionBench& b, const Before& before) {
             return areSpread(b, before, true);
         }},
        {ActionId::SpreadDown, "gaps are equal from top to bottom", three,
         [](ActionBench& b, const Before& before) {
             return areSpread(b, before, false);
         }},
    };
}

inline std::vector<ActionWalk> walksOfZooming()
{
    return {
        {ActionId::ZoomIn, "it is shown larger", nothing,
         [](ActionBench& b, const Before& before) {
             return b.canvas().zoom() > before.zoom;
         }},
        {ActionId::ZoomOut, "it is shown smaller", nothing,
         [](ActionBench& b, const Before& before) {
             return b.canvas().zoom() < before.zoom;
         }},
        {ActionId::ZoomFull, "it is shown in its own size",
         [](ActionBench& b) { b.canvas().zoomTo(0.5); },
         [](ActionBench& b, const Before&) {
             return b.canvas().zoom() == 1;
         }},
        {ActionId::Fit, "all of it is seen", [](ActionBench& b) { b.canvas().zoomTo(3); },
         [](ActionBench& b, const Before&) {
             const QRectF seen(b.canvas().viewport()->rect());
             return seen.contains(b.canvas().cardRect(b.idOf("PC-ÖST")))
                    && seen.contains(b.canvas().cardRect(b.idOf("FREI")));
         }},
        {ActionId::FitSelection, "the machine is seen in its own size",
         [](ActionBench& b) {
             b.select({"FREI"});
             b.canvas().zoomTo(0.25);
         },
         [](ActionBench& b, const Before&) {
             return b.canvas().zoom() == 1
                    && QRectF(b.canvas().viewport()->rect())
                           .contains(b.canvas().cardRect(b.idOf("FREI")));
         }},
        {ActionId::Back, "the view is as it was",
         [](ActionBench& b) { b.key(Qt::Key_Plus, Qt::ControlModifier); },
         [](ActionBench& b, const Before& before) {
             return b.canvas().zoom() < before.zoom;
         }},
        {ActionId::Forward, "the view is the one that Back left",
         [](ActionBench& b) {
             b.key(Qt::Key_Plus, Qt::ControlModifier);
             b.key(Qt::Key_Left, Qt::AltModifier);
         },
         [](ActionBench& b, const Before& before) {
             return b.canvas().zoom() > before.zoom;
         }},
    };
}

inline std::vector<ActionWalk> walksOfView()
{
    const auto hasLeft = [](ActionBench& b, const Before&) {
        const QWidget* focus = QApplication::focusWidget();
        return focus != nullptr && focus != &b.canvas() && b.window().isAncestorOf(focus);
    };
    const auto isAtFinding = [](ActionBench& b, const Before&) {
        const auto* problems = b.window().findChild<ProblemsPanel*>();
        return problems->isVisible() && problems->current() != nullptr
               && !b.canvas().selection().things.empty();
    };
    return {
        {ActionId::LightTheme, "the colours are light",
         [](ActionBench& b) { b.action(ActionId::DarkTheme)->trigger(); },
         [](ActionBench&, const Before&) {
             return themeOf(QApplication::palette()) == Theme::Light;
         }},
        {ActionId::DarkTheme, "the colours are dark", nothing,
         [](ActionBench&, const Before&) {
             return themeOf(QApplication::palette()) == Theme::Dark;
         }},
        {ActionId::ReduceMotion, "things move, or jump, as they did not before", nothing,
         [](ActionBench& b, const Before& before) {
             return isMotionReduced() != before.isMotionReduced
                    && b.action(ActionId::ReduceMotion)->isChecked() == isMotionReduced();
         }},
        {ActionId::NextPane, "another part of the window has the keyboard", nothing, hasLeft},
        {ActionId::PreviousPane, "another part of the window has the keyboard", nothing, hasLeft},
        {ActionId::NextFinding, "Problems is shown, and what the finding is about is selected",
         nothing, isAtFinding},
        {ActionId::PreviousFinding, "Problems is shown, and what the finding is about is selected",
         nothing, isAtFinding},
    };
}

inline std::vector<ActionWalk> walksOfTesting()
{
    return {
        {ActionId::Diagnose, "a text can be pasted", nothing,
         [](ActionBench& b, const Before&) {
             return b.isDiagnosing();
         }},
        {ActionId::Test, "a test runs", nothing,
         [](ActionBench& b, const Before&) {
             return b.window().isRunning() || !b.window().report().routes.empty();
         }},
        {.id = ActionId::Stop,
         .effect = "no test runs",
         .prepare =
             [](ActionBench& b) {
                 b.key(Qt::Key_F5);
                 QTRY_VERIFY(b.window().isRunning());
             },
         .isSeen = [](ActionBench& b, const Before&) { return !b.window().isRunning(); },
         .isLarge = true},
        {ActionId::Apply, "it can be taken back", nothing,
         [](ActionBench& b, const Before&) {
             return b.action(ActionId::UndoApply)->isEnabled();
         }},
        {ActionId::UndoApply, "it can be applied again, and there is nothing to take back",
         [](ActionBench& b) { b.action(ActionId::Apply)->trigger(); },
         [](ActionBench& b, const Before&) {
             return b.action(ActionId::Apply)->isEnabled()
                    && !b.action(ActionId::UndoApply)->isEnabled();
         }},
        {ActionId::CopyForTicket, "the result is in the clipboard",
         [](ActionBench& b) {
             b.canvas().setSelection(selectionOf(*b.hop("أحمد", "独立")));
             QVERIFY(b.test());
         },
         [](ActionBench& b, const Before&) {
             return b.clipboard().contains(u"独立");
         }},
    };
}

inline std::vector<ActionWalk> walksOfHelp()
{
    return {
        {ActionId::Commands, "what can be done is offered", nothing,
         [](ActionBench& b, const Before&) {
             return b.shows(QStringLiteral("Commands"));
         }},
        {ActionId::Keys, "all keys are shown", nothing,
         [](ActionBench& b, const Before&) {
             return b.child<KeysSheet>() != nullptr;
         }},
        {ActionId::Explain, "the Inspector explains",
         [](ActionBench& b) {
             one(b);
             b.window().findChild<Inspector*>()->setCurrentIndex(0);
         },
         [](ActionBench& b, const Before&) {
             return b.isInspectorAt(QStringLiteral("Explain"));
         }},
        {ActionId::ShowTour, "the notes of the tour are shown",
         [](ActionBench& b) { b.window().cards().setTourShown(false); },
         [](ActionBench& b, const Before&) {
             return b.window().cards().callouts().isShown();
         }},
        {ActionId::About, "version and licences are shown", nothing,
         [](ActionBench& b, const Before&) {
             return b.child<AboutDialog>() != nullptr;
         }},
    };
}

/// A row for each action of the table of actions; the test says so.
inline std::vector<ActionWalk> actionWalks()
{
    std::vector<ActionWalk> out;
    for (const auto& rows :
         {walksOfFile(), walksOfEditing(), walksOfClipboard(), walksOfSelecting(),
          walksOfArranging(), walksOfZooming(), walksOfView(), walksOfTesting(), walksOfHelp()})
        out.insert(out.end(), rows.begin(), rows.end());
    return out;
}

}  // namespace hopwright::ui
