using System.Text.Json;

namespace Fireworks.Datasets.Emulator;

/// <summary>Errors in the form of a gRPC gateway: <c>{"code": 5, "message": "…", "details": []}</c>.</summary>
internal static class ApiError
{
    public static Answer Create(int status, string message) => Answer.Json(
        status, JsonSerializer.Serialize(new { code = GrpcCode(status), message, details = Array.Empty<object>() }));

    private static int GrpcCode(int status) => status switch
    {
        400 => 3,
        401 => 16,
        403 => 7,
        404 => 5,
        409 => 10,
        429 => 8,
        501 => 12,
        503 => 14,
        504 => 4,
        >= 500 => 13,
        _ => 2,
    };
}
