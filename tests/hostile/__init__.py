"""Files made to hurt, hang or fool a reader: each is made here, and each has the outcomes that are allowed to it."""
