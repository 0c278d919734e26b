#pragma once

#include "ui/document/graph_document.h"
#include "ui/models/thing_id.h"
#include "ui/panels/field.h"

#include <QScrollArea>

#include <vector>

namespace hopwright::ui {

/// Tab Properties: the fields of one thing.
class PropertiesPage : public QScrollArea {
    Q_OBJECT

public:
    explicit PropertiesPage(QWidget* parent = nullptr);

    /// \p document outlives this. Fields that show the same thing stay, and what is being typed in them.
    void show(GraphDocument* document, const ThingRef& thing);
    void focusFirst();
    const std::vector<Field*>& fields() const { return m_fields; }

private:
    void rebuild();
    void rebuildKeeping(const QString& focused);
    QString focusedField() const;
    QString shapeOf() const;

    GraphDocument* m_document = nullptr;
    ThingRef m_thing;
    QString m_shape;  ///< What decides which fields there are.
    std::vector<Field*> m_fields;
};

}  // namespace hopwright::ui
