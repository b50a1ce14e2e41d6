// Stands in for VS Code where a module that needs it is tested without: whatever is asked for is there and does
// nothing. A test puts its own in place of what matters to it.
class Nothing {
  static name = ""; // else it could not be set
}
const nothing = new Proxy(Nothing, {
  get: (target, name) =>
    Reflect.get(target, name) ?? (name === "then" || typeof name === "symbol" ? undefined : nothing),
  apply: () => nothing,
  construct: () => nothing,
});

module.exports = Object.create(nothing); // esbuild would copy what is its own, here nothing, and keeps what it inherits
