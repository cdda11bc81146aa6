using System.Globalization;

namespace AzFilesMount.Mounting.Options;

/// <summary>Permission bits as mount(8) and chmod take them: 755, 0755.</summary>
public static class OctalText
{
    public static bool TryParse(string text, out int mode)
    {
        mode = 0;
        string digits = text.Trim();
        if (digits.Length is 0 or > 5)
            return false;
        foreach (char digit in digits)
        {
            if (digit is < '0' or > '7')
                return false;
            mode = (mode * 8) + (digit - '0');
        }

        return mode <= 0x1FF;
    }

    public static string Format(int mode) => "0" + Convert.ToString(mode, 8).PadLeft(3, '0').ToString(CultureInfo.InvariantCulture);
}
