"""The trained reader: one small model, one pass.

``from backchannel.reading.reader.reader import Reader`` and ``Reader.load().parse(text, blocks)``;
without weights, loading raises `backchannel.errors.ReaderError`.
"""
