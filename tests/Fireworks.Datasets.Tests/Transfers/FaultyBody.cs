namespace Fireworks.Datasets.Tests.Transfers;

/// <summary>A body that can end badly.</summary>
internal sealed class FaultyBody(byte[] bytes, Fault fault, Action onStall, Action<int> onSent) : Stream
{
    private int _position;
    private bool _isDisposed;

    public override bool CanRead => !_isDisposed;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        // As from a socket: never at once.
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        if (_position == fault.After)
        {
            if (fault.BodyThrows is { } exception)
            {
                throw exception();
            }

            onStall();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        var count = Math.Min(buffer.Length, Math.Min(bytes.Length, fault.After ?? int.MaxValue) - _position);
        bytes.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        onSent(count);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _isDisposed = true;
        base.Dispose(disposing);
    }
}
