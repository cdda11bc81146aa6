using AzFilesMount.Functional.Tests.Harness;
using AzFilesMount.Functional.Tests.Native;

namespace AzFilesMount.Functional.Tests.Files;

/// <summary>Truncation, holes and the bytes they move.</summary>
[Collection(SharedMountGroup.Name)]
public sealed class SparseFileTests(SharedMount share)
{
    private const long Gibibyte = 1L << 30;

    [Fact]
    public Task SetLength_DownThenUp_ReadsZerosWhereItWasCut() => share.RunAsync(60, work =>
    {
        byte[] expected = SeededData.Bytes(5, 3_000_000);
        PosixFile.WriteWhole(work["f"], expected);
        using (PosixFile file = PosixFile.Open(work["f"], OpenFlags.ReadWrite))
        {
            file.SetLength(1_234_567);
            Assert.Equal(1_234_567, new FileInfo(work["f"]).Length);
            file.SetLength(3_000_000);
            file.Close();
        }

        expected.AsSpan(1_234_567).Clear();
        SeededData.AssertSame(expected, File.ReadAllBytes(work["f"]), "before remount");
        work.Remount();
        SeededData.AssertSame(expected, File.ReadAllBytes(work["f"]), "after remount");
    });

    [Fact]
    public Task SetLength_ByPathWhileOpen_IsSeenByTheDescriptor() => share.RunAsync(30, work =>
    {
        using PosixFile file = PosixFile.Create(work["f"]);
        file.Write(SeededData.Bytes(6, 10_000), 0);
        Posix.SetLength(work["f"], 4_000);
        Assert.Equal(4_000, file.Length);
        Assert.Equal(4_000, file.ReadExactly(10_000, 0).Length);
        Posix.SetLength(work["f"], 0);
        Assert.Empty(file.ReadExactly(10, 0));
        file.Close();
    });

    [Fact]
    public Task Write_FarPastTheEnd_LeavesAHoleOfZeros() => share.RunAsync(60, work =>
    {
        using (PosixFile file = PosixFile.Create(work["f"]))
        {
            file.Write("begin"u8, 0);
            file.Write("end"u8, 5_000_000);
            file.Close();
        }

        work.Remount();
        byte[] found = File.ReadAllBytes(work["f"]);
        Assert.Equal(5_000_003, found.Length);
        Assert.Equal("begin"u8, found.AsSpan(0, 5));
        Assert.Equal(-1, found.AsSpan(5, 4_999_995).IndexOfAnyExcept((byte)0));
        Assert.Equal("end"u8, found.AsSpan(5_000_000));
    });

    [Fact]
    public Task Seek_ForDataAndHoles_FollowsWhatIsWritten() => share.RunAsync(60, work =>
    {
        const long place = 64 * (1L << 20);
        using (PosixFile create = PosixFile.Create(work["f"]))
        {
            create.SetLength(2 * place);
            create.Write(SeededData.Bytes(7, 1 << 20), place);
            create.Close();
        }

        using PosixFile file = PosixFile.Open(work["f"], OpenFlags.Read);
        Assert.Equal(0, file.SeekHole(0));
        Assert.InRange(file.SeekData(0), 1, place);
        Assert.InRange(file.SeekHole(place), place + (1 << 20), (2 * place) - 1);
        Assert.Equal(Errno.ENXIO, Posix.ErrorOf(() => file.SeekData(2 * place)));
        Assert.Equal(Errno.ENXIO, Posix.ErrorOf(() => file.SeekData(place + (32 << 20))));
    });

    [Fact]
    public Task PunchHole_InsideAFile_ZeroesAndKeepsTheLength() => share.RunAsync(60, work =>
    {
        byte[] expected = SeededData.Bytes(8, 4_000_000);
        PosixFile.WriteWhole(work["f"], expected);
        using (PosixFile file = PosixFile.Open(work["f"], OpenFlags.ReadWrite))
        {
            file.Allocate(AllocateFlags.PunchHole | AllocateFlags.KeepSize, 1_000_001, 2_000_000);
            file.Close();
        }

        expected.AsSpan(1_000_001, 2_000_000).Clear();
        work.Remount();
        SeededData.AssertSame(expected, File.ReadAllBytes(work["f"]), "after the punch");
    });

    [Fact]
    public Task Edit_AtTheEndOfA100GibibyteFile_MovesOnlyWhatItTouches() => share.RunMountedAsync(90, work =>
    {
        const long length = 100 * Gibibyte;
        byte[] edit = SeededData.Bytes(9, 4_096);
        work.Share.Emulator.Log.Mark();
        using (PosixFile file = PosixFile.Create(work["huge"]))
        {
            file.SetLength(length);
            file.Write(edit, length - 10_000);
            file.Sync();
            file.Close();
        }

        AssertMoved(work, upAtMost: 128 << 10, downAtMost: 16 << 20);
        Assert.Equal(length, new FileInfo(work["huge"]).Length);
        work.Remount();
        work.Share.Emulator.Log.Mark();
        using (PosixFile file = PosixFile.Open(work["huge"], OpenFlags.Read))
        {
            SeededData.AssertSame(edit, file.ReadExactly(4_096, length - 10_000), "the edit");
            Assert.Equal(-1, file.ReadExactly(5_904, length - 5_904).AsSpan().IndexOfAnyExcept((byte)0));
        }

        AssertMoved(work, upAtMost: 64 << 10, downAtMost: 16 << 20);
        File.Delete(work["huge"]);
    });

    [Fact]
    public Task Edit_InTheMiddleOfALargeFile_SendsOnlyTheEdit() => share.RunMountedAsync(90, work =>
    {
        byte[] expected = SeededData.Bytes(10, 24 << 20);
        PosixFile.WriteWhole(work["f"], expected);
        work.Remount();
        work.Share.Emulator.Log.Mark();
        byte[] edit = SeededData.Bytes(11, 100);
        using (PosixFile file = PosixFile.Open(work["f"], OpenFlags.Write))
        {
            file.Write(edit, 12_345_678);
            file.Close();
        }

        AssertMoved(work, upAtMost: 128 << 10, downAtMost: 9 << 20);
        edit.CopyTo(expected, 12_345_678);
        work.Remount();
        SeededData.AssertSame(expected, File.ReadAllBytes(work["f"]), "after the edit");
    });

    private static void AssertMoved(WorkDirectory work, long upAtMost, long downAtMost)
    {
        IReadOnlyList<Request> requests = work.Share.Emulator.Log.Since();
        Assert.NotEmpty(requests);
        long up = requests.Sum(request => request.RequestBytes);
        long down = requests.Sum(request => request.ResponseBytes);
        Assert.True(
            up <= upAtMost && down <= downAtMost,
            $"{up} bytes up (at most {upAtMost}), {down} bytes down (at most {downAtMost}).\n{RequestLog.Describe(requests)}");
    }
}
