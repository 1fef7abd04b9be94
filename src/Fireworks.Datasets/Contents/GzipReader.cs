using System.IO.Compression;

namespace Fireworks.Datasets.Contents;

/// <summary>
/// Decodes gzip (RFC 1952) with one or several members. Unlike <see cref="GZipStream"/> it fails on every stream that is cut
/// short or damaged, because it requires each member's trailer and compares it with the decoded bytes.
/// </summary>
/// <remarks>Zeros after the last member are ignored as padding, as gzip(1) does.</remarks>
internal sealed class GzipReader(Stream source) : IDisposable
{
    private const byte HasHeaderCrc = 2, HasExtra = 4, HasName = 8, HasComment = 16, Reserved = 0xE0;
    private const int LongestField = ushort.MaxValue;

    private readonly GzipInput _input = new(source);
    private DeflateStream? _member;
    private bool _sawMember;
    private Crc32 _crc;
    private uint _length;

    /// <summary>Decodes the next bytes and returns their number, which is 0 only at the end of a whole stream.</summary>
    /// <exception cref="InvalidDataException">The stream is not gzip, is cut short or is damaged.</exception>
    public int Read(Span<byte> destination)
    {
        while (_member is not null || TryStartMember())
        {
            var count = _member!.Read(destination);
            if (count > 0)
            {
                _crc.Append(destination[..count]);
                _length += (uint)count;
                return count;
            }

            EndMember();
        }

        return 0;
    }

    public void Dispose()
    {
        _member?.Dispose();
        _input.Dispose();
    }

    private bool TryStartMember()
    {
        if (_sawMember && OnlyPaddingIsLeft())
        {
            return false;
        }

        var header = Take(10);
        if (header[0] != 0x1F || header[1] != 0x8B || header[2] != 8 || (header[3] & Reserved) != 0)
        {
            throw new InvalidDataException(_sawMember ? "What follows the gzip stream is not gzip." : "It is not gzip.");
        }

        SkipOptionalFields(header[3]);
        (_sawMember, _crc, _length) = (true, default, 0);
        _member = new(_input, CompressionMode.Decompress, leaveOpen: true);
        return true;
    }

    private void EndMember()
    {
        _member!.Dispose();
        _member = null;
        if (!_input.TrySkipTrailer(_crc.Value, _length))
        {
            throw new InvalidDataException("The gzip stream is cut short or damaged.");
        }
    }

    private void SkipOptionalFields(byte flags)
    {
        if ((flags & HasExtra) != 0)
        {
            var length = Take(2);
            Take(length[0] | (length[1] << 8));
        }

        if ((flags & HasName) != 0)
        {
            SkipText();
        }

        if ((flags & HasComment) != 0)
        {
            SkipText();
        }

        if ((flags & HasHeaderCrc) != 0)
        {
            Take(2);
        }
    }

    private void SkipText()
    {
        for (var length = 0; Take(1)[0] != 0; length++)
        {
            if (length == LongestField)
            {
                throw new InvalidDataException("The gzip header is too long.");
            }
        }
    }

    private byte[] Take(int count)
    {
        var taken = new byte[count];
        for (var at = 0; at < count;)
        {
            var part = _input.Peek(Math.Min(count - at, 1024));
            if (part.IsEmpty)
            {
                throw new InvalidDataException("The gzip stream is cut short.");
            }

            part.CopyTo(taken.AsSpan(at));
            at += part.Length;
            _input.Skip(part.Length);
        }

        return taken;
    }

    private bool OnlyPaddingIsLeft()
    {
        while (_input.Peek(1024) is { IsEmpty: false } rest)
        {
            if (rest.ContainsAnyExcept((byte)0))
            {
                return false;
            }

            _input.Skip(rest.Length);
        }

        return true;
    }
}
