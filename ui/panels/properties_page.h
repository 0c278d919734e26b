#pragma once

#include "core/edit/edit_nodes.h"
#include "ui/document/graph_document.h"
#include "ui/models/thing_id.h"
#include "ui/panels/field.h"

#include <QScrollArea>

#include <vector>

namespace hopwright::ui {

/// Tab Properties: the fields of one thing, or those that several have in common.
class PropertiesPage : public QScrollArea {
    Q_OBJECT

public:
    explicit PropertiesPage(QWidget* parent = nullptr);

    /// \p document outlives this. Fields that show the same thing stay, and what is being typed in them. With two things or more,
    /// \p several is shown in the place of \p thing. Cost: O(several).
    void show(GraphDocument* document, const ThingRef& thing, const edit::Selection& several = {});
    void focusFirst();
    const std::vector<Field*>& fields() const { return m_fields; }

private:
    void rebuild();
    void rebuildKeeping(const QString& focused);
    QString focusedField() const;
    QString shapeOf() const;
    QString severalShape() const;

    GraphDocument* m_document = nullptr;
    ThingRef m_thing;
    edit::Selection m_several;
    QString m_shape;  ///< What decides which fields there are.
    std::vector<Field*> m_fields;
};

}  // namespace hopwright::ui
