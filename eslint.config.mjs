import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

export default defineConfig(
  { ignores: ["**/node_modules/**", "dist/**", "server/**", ".venv/**"] },
  {
    files: ["extension/src/**/*.ts", "tests/extension/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: "extension/tsconfig.json", tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": ["error", { ignoreVoid: true }],
      // Numbers in log lines and messages need no String().
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "max-lines": ["error", 250],
      "max-lines-per-function": ["error", { max: 40, skipComments: true }],
      "max-params": ["error", 4],
    },
  },
  // Generated, and as long as the protocol is.
  { files: ["extension/src/protocol.ts"], rules: { "max-lines": "off" } },
  {
    files: ["extension/view/**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: "extension/view/tsconfig.json", tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "max-lines": ["error", 250],
      "max-lines-per-function": ["error", { max: 40, skipComments: true }],
      "max-params": ["error", 4],
    },
  },
  {
    files: ["scripts/*.mjs", "workbench/*.mjs", "tests/workbench/**/*.mjs", "tests/workbench/**/*.cjs"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { project: "tests/workbench/tsconfig.json", tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      // A .cjs file is one because the extension host loads it by require.
      "@typescript-eslint/no-require-imports": "off",
      // These do not see that a JSDoc comment says what JSON.parse answered; tsc does.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "max-lines": ["error", 250],
      "max-lines-per-function": ["error", { max: 40, skipComments: true }],
      "max-params": ["error", 4],
    },
  },
  {
    files: ["tests/extension/**/*.ts"],
    rules: {
      // node:test collects the promises of test() by itself.
      "@typescript-eslint/no-floating-promises": "off",
      "max-lines-per-function": "off",
    },
  },
);
