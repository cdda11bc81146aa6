using AzFilesMount.Fuse.Mounting;

namespace AzFilesMount.Fuse.Tests.Mounting;

public class FusermountMounterTests
{
    private static readonly FuseMountOptions Plain = new() { MountPoint = "/m", Source = @"https://a/b,c\d" };

    [Fact]
    public void Options_Source_IsEscaped() => Assert.Equal(
        @"fsname=https://a/b\,c\\d,subtype=azfilesmount,nosuid,nodev,default_permissions", FusermountMounter.Options(Plain));

    [Fact]
    public void Options_EachFlag_IsPassedOn()
    {
        var options = FusermountMounter.Options(Plain with { AllowRoot = true, ReadOnly = true, AutoUnmount = true });
        Assert.EndsWith(",default_permissions,allow_other,ro,auto_unmount", options, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "fusermount3: option allow_other only allowed if 'user_allow_other' is set in /etc/fuse.conf", FuseMountFailure.AllowOtherRefused)]
    [InlineData("fusermount3: fuse device not found, try 'modprobe fuse' first", FuseMountFailure.MissingDevice)]
    [InlineData("fusermount3: failed to open /dev/fuse: Permission denied", FuseMountFailure.NotPermitted)]
    [InlineData("fusermount3: user has no write access to mountpoint /m", FuseMountFailure.NotPermitted)]
    [InlineData("fusermount3: mount failed: Operation not permitted", FuseMountFailure.NotPermitted)]
    [InlineData("fusermount3: too many FUSE filesystems mounted", FuseMountFailure.Other)]
    public void Classify_WhatTheHelperSays_BecomesAReason(string said, FuseMountFailure failure)
    {
        var exception = FusermountMounter.Classify(said, "/m");
        Assert.Equal(failure, exception.Failure);
        Assert.Equal(2, exception.Message.Split('\n').Length);
    }
}
