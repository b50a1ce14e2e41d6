// What the tests add to the settings of a first look: nothing blinks, nothing moves, nothing waits.
import { SETTINGS } from "../../../workbench/settings.mjs";

export const TEST_SETTINGS = {
  ...SETTINGS,
  "editor.accessibilitySupport": "off",
  "editor.cursorBlinking": "solid",
  "editor.cursorSmoothCaretAnimation": "off",
  "editor.hover.delay": 100,
  "files.autoSave": "off",
  "git.enabled": false,
  "security.workspace.trust.banner": "always",
  "terminal.integrated.gpuAcceleration": "off", // then its lines are in the page
  "window.confirmBeforeClose": "never",
  "workbench.reduceMotion": "on",
};
