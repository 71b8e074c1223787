// A parameter on its way from Python to D1: whatever JSON would change is named, so that D1 sees what Python sent.

export function encode(value) {
  if (value === undefined) return { is: "undefined" };
  if (typeof value === "bigint") return { is: "bigint", of: String(value) };
  if (typeof value === "number" && !Number.isFinite(value)) return { is: "number", of: String(value) };
  if (value instanceof Date) return { is: "date", of: +value };
  if (ArrayBuffer.isView(value)) return { is: "bytes", of: [...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)] };
  if (value instanceof ArrayBuffer) return { is: "bytes", of: [...new Uint8Array(value)] };
  if (value !== null && typeof value === "object") return { is: "json", of: value };
  return { is: "plain", of: value };
}

export function decode({ is, of }) {
  switch (is) {
    case "undefined":
      return undefined;
    case "bigint":
      return BigInt(of);
    case "number":
      return Number(of);
    case "date":
      return new Date(of);
    case "bytes":
      return new Uint8Array(of);
    default:
      return of;
  }
}
