#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>

#include <array>
#include <string_view>

namespace hopwright::ui {

/// What a user can do from a menu, the tool bar or a key. Undo and Redo are made by the history and are not here.
enum class ActionId {
    New,
    Open,
    Save,
    SaveAs,
    Export,
    ExportPicture,
    Print,
    Close,
    Quit,
    Delete,
    RemoveAndJoin,
    Splice,
    Mute,
    Rename,
    Properties,
    SelectAll,
    AddMachine,
    DrawHop,
    Cut,
    Copy,
    CopyPicture,
    PasteChain,
    Duplicate,
    Find,
    FindNext,
    FindPrevious,
    GoTo,
    SelectUpstream,
    SelectDownstream,
    SelectConnected,
    SelectPath,
    SelectSame,
    Tidy,
    Pin,
    Group,
    Ungroup,
    Collapse,
    AlignLeft,
    AlignCentre,
    AlignRight,
    AlignTop,
    AlignMiddle,
    AlignBottom,
    SpreadAcross,
    SpreadDown,
    ZoomIn,
    ZoomOut,
    ZoomFull,
    Fit,
    FitSelection,
    Back,
    Forward,
    LightTheme,
    DarkTheme,
    ReduceMotion,
    NextPane,
    PreviousPane,
    NextFinding,
    PreviousFinding,
    Diagnose,
    Test,
    Stop,
    Apply,
    UndoApply,
    CopyForTicket,
    Commands,
    Keys,
    Explain,
    ShowTour,
    About,
};

enum class ActionMenu { File, Edit, Select, Arrange, View, Test, Help };

/// Where the keys of an action work.
enum class ActionScope {
    Window,
    Canvas,  ///< A single letter, or a key that fields have as well: only while the canvas has the focus.
};

struct ActionRow {
    ActionId id = {};
    const char* text = nullptr;       ///< With its mnemonic; for Text::tr().
    const char* tip = nullptr;        ///< One sentence without full stop.
    const char* shortcuts = nullptr;  ///< Portable, "; " between two; empty: none.
    const char* icon = nullptr;       ///< A name of resources/icons; empty: none.
    ActionMenu menu = {};
    ActionScope scope = ActionScope::Window;
    bool checkable = false;
};

inline constexpr std::size_t actionCount = static_cast<std::size_t>(ActionId::About) + 1;

/// In the order of ActionId, which is the order of the menus.
extern const std::array<ActionRow, actionCount> actionTable;

/// The actions of one window, made from the table.
///
/// Those of ActionScope::Canvas have WidgetShortcut: the window adds them to the canvas (QWidget::addAction).
/// LightTheme and DarkTheme are an exclusive group.
class Actions : public QObject {
    Q_OBJECT

public:
    explicit Actions(QObject* parent = nullptr);

    QAction* operator[](ActionId id) const { return m_actions.at(static_cast<std::size_t>(id)); }
    /// Those of one menu, in order.
    QList<QAction*> of(ActionMenu menu) const;
    QList<QAction*> of(ActionScope scope) const;

private:
    std::array<QAction*, actionCount> m_actions = {};
};

/// "&File", translated.
QString menuText(ActionMenu menu);

}  // namespace hopwright::ui
