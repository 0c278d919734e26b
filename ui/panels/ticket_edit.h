#pragma once

#include "core/diagnose/diagnosis.h"

#include <QPlainTextEdit>
#include <QStringList>

#include <string>

namespace hopwright::ui {

/// The box that a ticket is pasted into. What was understood is underlined in it, and secrets are blanked: of a pasted text
/// before it is shown, of a typed one with the next diagnosis.
///
/// A text of more than mostShown bytes is shown in part, and cannot be edited then; wholeText() has all of it.
class TicketEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    /// A widget has no more of a text than can be laid out at once.
    static constexpr std::size_t mostShown = std::size_t{256} * 1024;

    explicit TicketEdit(QWidget* parent = nullptr);

    /// UTF-8: what is shown, or where that is a part, what it is a part of.
    std::string wholeText() const;
    bool isPart() const { return !m_whole.empty(); }
    /// How many bytes of what was pasted lie behind the last one that is read: diagnose::mostPasted.
    std::size_t unread() const { return m_unread; }
    /// In the place of what stands there. Secrets are blanked; \p blanked of them were before.
    void setText(const QString& text, int blanked = 0);
    /// The same with what was copied. Of files only filesGiven() is told.
    void setContent(const QMimeData& content);
    /// Whether \p text is what was put here last, or what stands here.
    bool holds(const QString& text) const;
    void clearText();

    /// Marks what was understood, and blanks what \p diagnosis blanked. It must be of wholeText().
    void setDiagnosis(const diagnose::Diagnosis& diagnosis);
    /// How many secrets were blanked here: what came masked, or was typed so, is none.
    int blanked() const { return m_blanked; }

signals:
    /// By the user's hand, or by setText() and clearText().
    void textEdited();
    void replaced();  ///< Another text takes the place of all that stood there.
    /// Files of this machine were pasted: whoever hears it reads them, since a network drive may not answer.
    void filesGiven(const QStringList& paths);

protected:
    void insertFromMimeData(const QMimeData* source) override;
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void put(const QString& pasted);
    void insertBlanked(const std::string& text);
    void showPart();
    void replaceBlanked(const QString& text);
    void mark();

    std::string m_whole;                    ///< Where only a part is shown.
    std::vector<diagnose::Token> m_tokens;  ///< Of what is shown,
    std::string m_marked;                   ///< which is this.
    std::size_t m_unread = 0;
    std::size_t m_put = 0;  ///< A hash of what was put here last: the text may have secrets.
    int m_ours =
        0;  ///< Secrets that were blanked since another text came; some of them may be deleted since.
    int m_blanked = 0;
    bool m_filling = false;
};

}  // namespace hopwright::ui
