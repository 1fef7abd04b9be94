using System.Buffers.Binary;

namespace Fireworks.Datasets.Contents;

/// <summary>
/// The compressed input of <see cref="GzipReader"/>. The inflater reads it in blocks, and does not tell where in the last block the
/// compressed data ended. So this stream keeps that block, and searches it for the trailer, whose eight bytes are known from the
/// decoded data.
/// </summary>
internal sealed class GzipInput(Stream source) : Stream
{
    private const int Block = 8 * 1024;
    private const int TrailerLength = 8;
    private const int LookAhead = TrailerLength + 3;

    private readonly byte[] _buffer = new byte[8 * Block];
    private int _blockStart;
    private int _next;
    private int _end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        _blockStart = _next;
        Ensure(1);
        var count = Math.Min(Math.Min(buffer.Length, Block), _end - _next);
        _buffer.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>Returns the next bytes without consuming them. They are fewer than asked for only at the end.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        Ensure(count);
        return _buffer.AsSpan(_next, Math.Min(count, _end - _next));
    }

    /// <summary>Consumes bytes that <see cref="Peek"/> returned.</summary>
    public void Skip(int count) => _next = _blockStart = _next + count;

    /// <summary>Looks for the trailer with these values, and continues after it. Returns false if it is not there.</summary>
    public bool TrySkipTrailer(uint crc, uint length)
    {
        Span<byte> trailer = stackalloc byte[TrailerLength];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], length);

        Ensure(LookAhead);
        var candidates = _buffer.AsSpan(0, Math.Min(_end, _next + TrailerLength));
        for (var at = _blockStart; at + TrailerLength <= candidates.Length; at++)
        {
            var found = candidates[at..].IndexOf(trailer);
            if (found < 0)
            {
                return false;
            }

            at += found;
            if (MayEndAt(at + TrailerLength))
            {
                _next = _blockStart = at + TrailerLength;
                return true;
            }
        }

        return false;
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // The compressed data of an empty member ends in a zero, and its trailer is all zeros, so a match may start one byte too early.
    private bool MayEndAt(int position) => position == _end || _buffer[position] is 0x1F || _buffer.AsSpan(position, _end - position).TrimStart((byte)0).IsEmpty;

    /// <summary>Reads until this many bytes are ahead or the input ends, and keeps the last block that the inflater took.</summary>
    private void Ensure(int count)
    {
        if (_end - _next >= count)
        {
            return;
        }

        _buffer.AsSpan(_blockStart, _end - _blockStart).CopyTo(_buffer);
        (_next, _end, _blockStart) = (_next - _blockStart, _end - _blockStart, 0);
        int read;
        while (_end - _next < count && (read = source.Read(_buffer, _end, _buffer.Length - _end)) > 0)
        {
            _end += read;
        }
    }
}
