"""What a folder says: who is quoted, what was agreed, who is named, and how far the annotators have come."""
