"""The records that flow between stages: frozen, slotted, compared by value. Field meanings: docs/fields.md."""
