#pragma once

#include <QColor>

#include <array>
#include <string_view>

class QPalette;

/// Every colour, size and duration of the window, and the only place that holds them.
///
/// Colours: docs/design.md, whose table is measured by tests/design/check_contrast.py. All numbers
/// are those of tests/design/tokens.json; a test compares them. Sizes are device-independent pixels
/// and minimums: max(token, fontMetrics.height() + padding), so that larger text grows rows.
namespace hopwright::ui {

enum class Theme { Light, Dark, HighContrast };

/// What a colour is for. `on…` is ink on a fill of that name, `…Soft` the fill behind its text.
enum class Ink {
    Window,
    Base,
    Alternate,
    Canvas,
    Card,
    Group,
    Grid,
    Line,
    Outline,
    Hop,
    Text,
    TextSecondary,
    TextDisabled,
    Accent,
    OnAccent,
    AccentSoft,
    Focus,
    Passed,
    PassedSoft,
    OnPassed,
    Denied,
    DeniedSoft,
    OnDenied,
    Failed,
    FailedSoft,
    OnFailed,
    Warning,
    WarningSoft,
    WarningShape,
    OnWarning,
    Running,
    RunningSoft,
    OnRunning,
    Planned,
    PlannedSoft,
    OnPlanned,
    Neutral,
    NeutralSoft,
    OnNeutral,
    CodeKeyword,
    CodeString,
    CodeComment,
    CodeVariable,
    CodeParameter,
    Tooltip,
    OnTooltip,
};

inline constexpr std::size_t themeCount = 3;
inline constexpr std::size_t inkCount = 46;

/// The names of tokens.json, in the order of Ink.
inline constexpr std::array<std::string_view, inkCount> inkNames{
    "window",       "base",          "alternate", "canvas",      "card",         "group",
    "grid",         "line",          "outline",   "hop",         "text",         "textSecondary",
    "textDisabled", "accent",        "onAccent",  "accentSoft",  "focus",        "passed",
    "passedSoft",   "onPassed",      "denied",    "deniedSoft",  "onDenied",     "failed",
    "failedSoft",   "onFailed",      "warning",   "warningSoft", "warningShape", "onWarning",
    "running",      "runningSoft",   "onRunning", "planned",     "plannedSoft",  "onPlanned",
    "neutral",      "neutralSoft",   "onNeutral", "codeKeyword", "codeString",   "codeComment",
    "codeVariable", "codeParameter", "tooltip",   "onTooltip",
};

/// Opaque 0xAARRGGBB by theme, in the order of Ink.
inline constexpr std::array<std::array<QRgb, inkCount>, themeCount> inkTable{{
    {{
        0xFFEDEFF2,  // window
        0xFFFFFFFF,  // base
        0xFFF6F7F9,  // alternate
        0xFFF8F9FB,  // canvas
        0xFFFFFFFF,  // card
        0xFFEFF2F6,  // group
        0xFFD9DEE5,  // grid
        0xFFD0D6DE,  // line
        0xFF76818F,  // outline
        0xFF7A8594,  // hop
        0xFF18202C,  // text
        0xFF4D5766,  // textSecondary
        0xFF8C95A2,  // textDisabled
        0xFF1A5FB4,  // accent
        0xFFFFFFFF,  // onAccent
        0xFFDDE9F8,  // accentSoft
        0xFF0B4DA2,  // focus
        0xFF0A7466,  // passed
        0xFFDBF1EC,  // passedSoft
        0xFFFFFFFF,  // onPassed
        0xFFBC1A0E,  // denied
        0xFFFBE5E1,  // deniedSoft
        0xFFFFFFFF,  // onDenied
        0xFF6E1A63,  // failed
        0xFFF3E3F0,  // failedSoft
        0xFFFFFFFF,  // onFailed
        0xFF835000,  // warning
        0xFFFBEBCB,  // warningSoft
        0xFFAC7712,  // warningShape
        0xFFFFFFFF,  // onWarning
        0xFF1A5FB4,  // running
        0xFFDDE9F8,  // runningSoft
        0xFFFFFFFF,  // onRunning
        0xFF5B3FC4,  // planned
        0xFFE9E4FA,  // plannedSoft
        0xFFFFFFFF,  // onPlanned
        0xFF566070,  // neutral
        0xFFE6E9EE,  // neutralSoft
        0xFFFFFFFF,  // onNeutral
        0xFF1A4FA8,  // codeKeyword
        0xFF0A6648,  // codeString
        0xFF5B6472,  // codeComment
        0xFF7A3E00,  // codeVariable
        0xFF6A2A86,  // codeParameter
        0xFF232A35,  // tooltip
        0xFFF4F6F8,  // onTooltip
    }},
    {{
        0xFF20242B,  // window
        0xFF181B21,  // base
        0xFF1D2128,  // alternate
        0xFF15181D,  // canvas
        0xFF262B34,  // card
        0xFF1B1F26,  // group
        0xFF2A3039,  // grid
        0xFF363D48,  // line
        0xFF7F8A99,  // outline
        0xFF8C97A6,  // hop
        0xFFE8EBF0,  // text
        0xFFAEB7C4,  // textSecondary
        0xFF707A88,  // textDisabled
        0xFF62A0F2,  // accent
        0xFF0C1726,  // onAccent
        0xFF1B3152,  // accentSoft
        0xFFA4CBFF,  // focus
        0xFF6ADBC2,  // passed
        0xFF173B36,  // passedSoft
        0xFF08170F,  // onPassed
        0xFFF4735D,  // denied
        0xFF48211B,  // deniedSoft
        0xFF220503,  // onDenied
        0xFFEEC2F4,  // failed
        0xFF3D2748,  // failedSoft
        0xFF1E0622,  // onFailed
        0xFFF7BF4B,  // warning
        0xFF43320F,  // warningSoft
        0xFFF7BF4B,  // warningShape
        0xFF201600,  // onWarning
        0xFF62A0F2,  // running
        0xFF1B3152,  // runningSoft
        0xFF0C1726,  // onRunning
        0xFFB7A5FA,  // planned
        0xFF342C57,  // plannedSoft
        0xFF120A2C,  // onPlanned
        0xFFAEB7C4,  // neutral
        0xFF2E3540,  // neutralSoft
        0xFF12161C,  // onNeutral
        0xFF8ABBFA,  // codeKeyword
        0xFF62D0A4,  // codeString
        0xFF98A2B0,  // codeComment
        0xFFF0BC7A,  // codeVariable
        0xFFD7A3EC,  // codeParameter
        0xFFE8EBF0,  // tooltip
        0xFF181B21,  // onTooltip
    }},
    {{
        0xFF000000,  // window
        0xFF000000,  // base
        0xFF000000,  // alternate
        0xFF000000,  // canvas
        0xFF000000,  // card
        0xFF000000,  // group
        0xFF000000,  // grid
        0xFFFFFFFF,  // line
        0xFFFFFFFF,  // outline
        0xFFFFFFFF,  // hop
        0xFFFFFFFF,  // text
        0xFFFFFFFF,  // textSecondary
        0xFF3FF23F,  // textDisabled
        0xFF6DB0FF,  // accent
        0xFF000000,  // onAccent
        0xFF04182F,  // accentSoft
        0xFFFFFF00,  // focus
        0xFF6CF5D6,  // passed
        0xFF000000,  // passedSoft
        0xFF000000,  // onPassed
        0xFFFF8169,  // denied
        0xFF000000,  // deniedSoft
        0xFF000000,  // onDenied
        0xFFDDA3D6,  // failed
        0xFF000000,  // failedSoft
        0xFF000000,  // onFailed
        0xFFF6CE0A,  // warning
        0xFF000000,  // warningSoft
        0xFFF6CE0A,  // warningShape
        0xFF000000,  // onWarning
        0xFF6DB0FF,  // running
        0xFF04182F,  // runningSoft
        0xFF000000,  // onRunning
        0xFFCFC2FF,  // planned
        0xFF000000,  // plannedSoft
        0xFF000000,  // onPlanned
        0xFFFFFFFF,  // neutral
        0xFF000000,  // neutralSoft
        0xFF000000,  // onNeutral
        0xFF8FC7FF,  // codeKeyword
        0xFF4DF0B4,  // codeString
        0xFFD0D0D0,  // codeComment
        0xFFFFD24D,  // codeVariable
        0xFFF2B3FF,  // codeParameter
        0xFFFFFFFF,  // tooltip
        0xFF000000,  // onTooltip
    }},
}};

/// The colour of `ink` in `theme`.
QColor ink(Ink ink, Theme theme);

/// The theme that `palette` was made for (paletteFor). For a foreign palette: high contrast when its
/// window is black and its text white, otherwise light or dark by the lightness of the window.
Theme themeOf(const QPalette& palette);

/// The colour of `ink` in the theme of `palette`: what a painter calls.
QColor ink(Ink ink, const QPalette& palette);

/// One number of tokens.json, which reads as that number. A test that asks what depends on it changes it for a while (its
/// own TokenChange); nothing else can.
template <typename Number>
class Token {
public:
    consteval explicit Token(Number value) : m_value(value) {}
    ~Token() = default;
    Token(const Token&) = delete;
    Token& operator=(const Token&) = delete;

    operator Number() const noexcept { return m_value; }

private:
    friend class TokenChange;

    Number m_value;
};

/// `size` of tokens.json. Widths, heights, radii and gaps.
struct Size {
    // NOLINTBEGIN(cppcoreguidelines-avoid-non-const-global-variables): nothing but a test can write them.
    static inline Token<int> grid{8};
    static inline Token<int> half{4};
    static inline Token<int> menuBar{26};
    static inline Token<int> toolBar{44};
    static inline Token<int> toolButton{32};
    static inline Token<int> docTab{30};
    static inline Token<int> dockTitle{28};
    static inline Token<int> statusBar{26};
    static inline Token<int> row{26};
    static inline Token<int> button{28};
    static inline Token<int> field{28};
    static inline Token<int> chip{18};
    static inline Token<int> splitter{5};
    static inline Token<int> leftDock{216};
    static inline Token<int> leftDockMin{176};
    static inline Token<int> rightDock{344};
    static inline Token<int> rightDockMin{296};
    static inline Token<int> bottomDock{272};
    static inline Token<int> bottomDockMin{132};
    static inline Token<int> canvasMin{400};
    static inline Token<int> radiusControl{4};
    static inline Token<int> radiusCard{6};
    static inline Token<int> radiusGroup{8};
    static inline Token<int> nodeWidth{192};
    static inline Token<int> nodeWidthMax{272};
    static inline Token<int> nodeHeight{72};
    static inline Token<int> nodeRow{28};
    static inline Token<int> nodeIconTile{32};
    static inline Token<int> nodePad{12};
    static inline Token<double> hopStroke{1.5};
    static inline Token<double> hopStrokeTested{2.5};
    static inline Token<int> hopArrowLength{10};
    static inline Token<int> hopArrowWidth{11};
    static inline Token<int> seal{26};
    static inline Token<int> sealGap{2};
    static inline Token<int> stageCell{8};
    static inline Token<int> stageCellHeight{6};
    static inline Token<int> stageCellGap{2};
    static inline Token<int> stripCell{10};
    static inline Token<int> stripCellHeight{8};
    static inline Token<int> stageRow{21};
    static inline Token<int> twoLineRow{40};
    static inline Token<int> buttonSmall{24};
    static inline Token<int> focusRing{2};
    static inline Token<int> verdictWidth{846};
    static inline Token<int> verdictWidthMin{560};
    static inline Token<int> calloutWidth{232};
    static inline Token<int> iconSmall{16};
    static inline Token<int> icon{20};
    static inline Token<int> iconLarge{24};
    static inline Token<double> iconStroke{1.5};
    // NOLINTEND(cppcoreguidelines-avoid-non-const-global-variables)
};

/// `motion` of tokens.json, in milliseconds; the easing is QEasingCurve::OutCubic. With reduced motion
/// all but `stageMinShown` and `toast` are 0.
struct Motion {
    static constexpr int instant = 0;
    static constexpr int fast = 120;
    static constexpr int normal = 200;
    static constexpr int layout = 250;
    static constexpr int toast = 6000;
    static constexpr int runningTurn = 1200;
    static constexpr int stageMinShown = 80;
};

/// `zoom` of tokens.json: the scale from which a level of detail is drawn, and the ends of the zoom.
struct Zoom {
    static constexpr double full = 0.85;
    static constexpr double compact = 0.35;
    static constexpr double block = 0.12;
    static constexpr double dot = 0.0;
    static constexpr double min = 0.02;
    static constexpr double max = 4.0;
    static constexpr double step = 1.25;
};

}  // namespace hopwright::ui
