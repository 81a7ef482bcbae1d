import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  createRedactor
} from "./chunk-6OMSE5FN.mjs";
import {
  isFork
} from "./chunk-VIPBB5UX.mjs";
import {
  require_node_fs
} from "./chunk-A7HESRIH.mjs";
import {
  Secret,
  documentKey,
  formatDocumentId,
  formatPath,
  rootDocument
} from "./chunk-2VMUWDUH.mjs";
import {
  describeFailure,
  fetchRetrying,
  readText,
  require_promises2 as require_promises,
  talosconfigPlaces
} from "./chunk-M33TEWKY.mjs";
import {
  require_node_crypto,
  require_node_path
} from "./chunk-XQSC3RWW.mjs";
import {
  require_node_net
} from "./chunk-RRMS3QLB.mjs";
import {
  _default,
  _enum,
  _minLength,
  _nonnegative,
  _regex,
  array,
  boolean,
  describe,
  int,
  nullable,
  object,
  optional,
  record,
  refine,
  safeParse,
  strictObject,
  string
} from "./chunk-JOJO7WC3.mjs";
import {
  LineCounter,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseAllDocuments,
  parseDocument
} from "./chunk-G2B4HUHD.mjs";
import {
  attempt,
  failureStatus,
  mayHaveHappened
} from "./chunk-MH6N5TMP.mjs";
import {
  UserError,
  formatLocation
} from "./chunk-2H5RZE4B.mjs";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-NTXQJOUO.mjs";

// node_modules/nunjucks/src/lib.js
var require_lib = __commonJS({
  "node_modules/nunjucks/src/lib.js"(exports, module) {
    "use strict";
    var ArrayProto = Array.prototype;
    var ObjProto = Object.prototype;
    var escapeMap = {
      "&": "&amp;",
      '"': "&quot;",
      "'": "&#39;",
      "<": "&lt;",
      ">": "&gt;",
      "\\": "&#92;"
    };
    var escapeRegex = /[&"'<>\\]/g;
    var _exports = module.exports = {};
    function hasOwnProp(obj, k) {
      return ObjProto.hasOwnProperty.call(obj, k);
    }
    _exports.hasOwnProp = hasOwnProp;
    function lookupEscape(ch) {
      return escapeMap[ch];
    }
    function _prettifyError(path4, withInternals, err) {
      if (!err.Update) {
        err = new _exports.TemplateError(err);
      }
      err.Update(path4);
      if (!withInternals) {
        var old = err;
        err = new Error(old.message);
        err.name = old.name;
      }
      return err;
    }
    _exports._prettifyError = _prettifyError;
    function TemplateError(message, lineno, colno) {
      var err;
      var cause;
      if (message instanceof Error) {
        cause = message;
        message = cause.name + ": " + cause.message;
      }
      if (Object.setPrototypeOf) {
        err = new Error(message);
        Object.setPrototypeOf(err, TemplateError.prototype);
      } else {
        err = this;
        Object.defineProperty(err, "message", {
          enumerable: false,
          writable: true,
          value: message
        });
      }
      Object.defineProperty(err, "name", {
        value: "Template render error"
      });
      if (Error.captureStackTrace) {
        Error.captureStackTrace(err, this.constructor);
      }
      var getStack;
      if (cause) {
        var stackDescriptor = Object.getOwnPropertyDescriptor(cause, "stack");
        getStack = stackDescriptor && (stackDescriptor.get || function() {
          return stackDescriptor.value;
        });
        if (!getStack) {
          getStack = function getStack2() {
            return cause.stack;
          };
        }
      } else {
        var stack = new Error(message).stack;
        getStack = function getStack2() {
          return stack;
        };
      }
      Object.defineProperty(err, "stack", {
        get: function get() {
          return getStack.call(err);
        }
      });
      Object.defineProperty(err, "cause", {
        value: cause
      });
      err.lineno = lineno;
      err.colno = colno;
      err.firstUpdate = true;
      err.Update = function Update(path4) {
        var msg = "(" + (path4 || "unknown path") + ")";
        if (this.firstUpdate) {
          if (this.lineno && this.colno) {
            msg += " [Line " + this.lineno + ", Column " + this.colno + "]";
          } else if (this.lineno) {
            msg += " [Line " + this.lineno + "]";
          }
        }
        msg += "\n ";
        if (this.firstUpdate) {
          msg += " ";
        }
        this.message = msg + (this.message || "");
        this.firstUpdate = false;
        return this;
      };
      return err;
    }
    if (Object.setPrototypeOf) {
      Object.setPrototypeOf(TemplateError.prototype, Error.prototype);
    } else {
      TemplateError.prototype = Object.create(Error.prototype, {
        constructor: {
          value: TemplateError
        }
      });
    }
    _exports.TemplateError = TemplateError;
    function escape(val) {
      return val.replace(escapeRegex, lookupEscape);
    }
    _exports.escape = escape;
    function isFunction(obj) {
      return ObjProto.toString.call(obj) === "[object Function]";
    }
    _exports.isFunction = isFunction;
    function isArray(obj) {
      return ObjProto.toString.call(obj) === "[object Array]";
    }
    _exports.isArray = isArray;
    function isString(obj) {
      return ObjProto.toString.call(obj) === "[object String]";
    }
    _exports.isString = isString;
    function isObject2(obj) {
      return ObjProto.toString.call(obj) === "[object Object]";
    }
    _exports.isObject = isObject2;
    function _prepareAttributeParts(attr2) {
      if (!attr2) {
        return [];
      }
      if (typeof attr2 === "string") {
        return attr2.split(".");
      }
      return [attr2];
    }
    function getAttrGetter(attribute) {
      var parts = _prepareAttributeParts(attribute);
      return function attrGetter(item) {
        var _item = item;
        for (var i = 0; i < parts.length; i++) {
          var part2 = parts[i];
          if (hasOwnProp(_item, part2)) {
            _item = _item[part2];
          } else {
            return void 0;
          }
        }
        return _item;
      };
    }
    _exports.getAttrGetter = getAttrGetter;
    function groupBy(obj, val, throwOnUndefined) {
      var result = {};
      var iterator = isFunction(val) ? val : getAttrGetter(val);
      for (var i = 0; i < obj.length; i++) {
        var value = obj[i];
        var key = iterator(value, i);
        if (key === void 0 && throwOnUndefined === true) {
          throw new TypeError('groupby: attribute "' + val + '" resolved to undefined');
        }
        (result[key] || (result[key] = [])).push(value);
      }
      return result;
    }
    _exports.groupBy = groupBy;
    function toArray(obj) {
      return Array.prototype.slice.call(obj);
    }
    _exports.toArray = toArray;
    function without2(array2) {
      var result = [];
      if (!array2) {
        return result;
      }
      var length2 = array2.length;
      var contains2 = toArray(arguments).slice(1);
      var index = -1;
      while (++index < length2) {
        if (indexOf2(contains2, array2[index]) === -1) {
          result.push(array2[index]);
        }
      }
      return result;
    }
    _exports.without = without2;
    function repeat(char_, n) {
      var str = "";
      for (var i = 0; i < n; i++) {
        str += char_;
      }
      return str;
    }
    _exports.repeat = repeat;
    function each(obj, func, context) {
      if (obj == null) {
        return;
      }
      if (ArrayProto.forEach && obj.forEach === ArrayProto.forEach) {
        obj.forEach(func, context);
      } else if (obj.length === +obj.length) {
        for (var i = 0, l = obj.length; i < l; i++) {
          func.call(context, obj[i], i, obj);
        }
      }
    }
    _exports.each = each;
    function map(obj, func) {
      var results = [];
      if (obj == null) {
        return results;
      }
      if (ArrayProto.map && obj.map === ArrayProto.map) {
        return obj.map(func);
      }
      for (var i = 0; i < obj.length; i++) {
        results[results.length] = func(obj[i], i);
      }
      if (obj.length === +obj.length) {
        results.length = obj.length;
      }
      return results;
    }
    _exports.map = map;
    function asyncIter(arr, iter, cb) {
      var i = -1;
      function next() {
        i++;
        if (i < arr.length) {
          iter(arr[i], i, next, cb);
        } else {
          cb();
        }
      }
      next();
    }
    _exports.asyncIter = asyncIter;
    function asyncFor(obj, iter, cb) {
      var keys2 = keys_(obj || {});
      var len = keys2.length;
      var i = -1;
      function next() {
        i++;
        var k = keys2[i];
        if (i < len) {
          iter(k, obj[k], i, len, next);
        } else {
          cb();
        }
      }
      next();
    }
    _exports.asyncFor = asyncFor;
    function indexOf2(arr, searchElement, fromIndex) {
      return Array.prototype.indexOf.call(arr || [], searchElement, fromIndex);
    }
    _exports.indexOf = indexOf2;
    function keys_(obj) {
      var arr = [];
      for (var k in obj) {
        if (hasOwnProp(obj, k)) {
          arr.push(k);
        }
      }
      return arr;
    }
    _exports.keys = keys_;
    function _entries(obj) {
      return keys_(obj).map(function(k) {
        return [k, obj[k]];
      });
    }
    _exports._entries = _entries;
    function _values(obj) {
      return keys_(obj).map(function(k) {
        return obj[k];
      });
    }
    _exports._values = _values;
    function extend(obj1, obj2) {
      obj1 = obj1 || {};
      keys_(obj2).forEach(function(k) {
        obj1[k] = obj2[k];
      });
      return obj1;
    }
    _exports._assign = _exports.extend = extend;
    function inOperator(key, val) {
      if (isArray(val) || isString(val)) {
        return val.indexOf(key) !== -1;
      } else if (isObject2(val)) {
        return key in val;
      }
      throw new Error('Cannot use "in" operator to search for "' + key + '" in unexpected types.');
    }
    _exports.inOperator = inOperator;
  }
});

// node_modules/nunjucks/src/lexer.js
var require_lexer = __commonJS({
  "node_modules/nunjucks/src/lexer.js"(exports, module) {
    "use strict";
    var lib = require_lib();
    var whitespaceChars = " \n	\r\xA0";
    var delimChars = "()[]{}%*-+~/#,:|.<>=!";
    var intChars = "0123456789";
    var BLOCK_START = "{%";
    var BLOCK_END = "%}";
    var VARIABLE_START = "{{";
    var VARIABLE_END = "}}";
    var COMMENT_START = "{#";
    var COMMENT_END = "#}";
    var TOKEN_STRING = "string";
    var TOKEN_WHITESPACE = "whitespace";
    var TOKEN_DATA = "data";
    var TOKEN_BLOCK_START = "block-start";
    var TOKEN_BLOCK_END = "block-end";
    var TOKEN_VARIABLE_START = "variable-start";
    var TOKEN_VARIABLE_END = "variable-end";
    var TOKEN_COMMENT = "comment";
    var TOKEN_LEFT_PAREN = "left-paren";
    var TOKEN_RIGHT_PAREN = "right-paren";
    var TOKEN_LEFT_BRACKET = "left-bracket";
    var TOKEN_RIGHT_BRACKET = "right-bracket";
    var TOKEN_LEFT_CURLY = "left-curly";
    var TOKEN_RIGHT_CURLY = "right-curly";
    var TOKEN_OPERATOR = "operator";
    var TOKEN_COMMA = "comma";
    var TOKEN_COLON = "colon";
    var TOKEN_TILDE = "tilde";
    var TOKEN_PIPE = "pipe";
    var TOKEN_INT = "int";
    var TOKEN_FLOAT = "float";
    var TOKEN_BOOLEAN = "boolean";
    var TOKEN_NONE = "none";
    var TOKEN_SYMBOL = "symbol";
    var TOKEN_SPECIAL = "special";
    var TOKEN_REGEX = "regex";
    function token(type, value, lineno, colno) {
      return {
        type,
        value,
        lineno,
        colno
      };
    }
    var Tokenizer = /* @__PURE__ */ (function() {
      function Tokenizer2(str, opts) {
        this.str = str;
        this.index = 0;
        this.len = str.length;
        this.lineno = 0;
        this.colno = 0;
        this.in_code = false;
        opts = opts || {};
        var tags = opts.tags || {};
        this.tags = {
          BLOCK_START: tags.blockStart || BLOCK_START,
          BLOCK_END: tags.blockEnd || BLOCK_END,
          VARIABLE_START: tags.variableStart || VARIABLE_START,
          VARIABLE_END: tags.variableEnd || VARIABLE_END,
          COMMENT_START: tags.commentStart || COMMENT_START,
          COMMENT_END: tags.commentEnd || COMMENT_END
        };
        this.trimBlocks = !!opts.trimBlocks;
        this.lstripBlocks = !!opts.lstripBlocks;
      }
      var _proto = Tokenizer2.prototype;
      _proto.nextToken = function nextToken() {
        var lineno = this.lineno;
        var colno = this.colno;
        var tok;
        if (this.in_code) {
          var cur = this.current();
          if (this.isFinished()) {
            return null;
          } else if (cur === '"' || cur === "'") {
            return token(TOKEN_STRING, this._parseString(cur), lineno, colno);
          } else if (tok = this._extract(whitespaceChars)) {
            return token(TOKEN_WHITESPACE, tok, lineno, colno);
          } else if ((tok = this._extractString(this.tags.BLOCK_END)) || (tok = this._extractString("-" + this.tags.BLOCK_END))) {
            this.in_code = false;
            if (this.trimBlocks) {
              cur = this.current();
              if (cur === "\n") {
                this.forward();
              } else if (cur === "\r") {
                this.forward();
                cur = this.current();
                if (cur === "\n") {
                  this.forward();
                } else {
                  this.back();
                }
              }
            }
            return token(TOKEN_BLOCK_END, tok, lineno, colno);
          } else if ((tok = this._extractString(this.tags.VARIABLE_END)) || (tok = this._extractString("-" + this.tags.VARIABLE_END))) {
            this.in_code = false;
            return token(TOKEN_VARIABLE_END, tok, lineno, colno);
          } else if (cur === "r" && this.str.charAt(this.index + 1) === "/") {
            this.forwardN(2);
            var regexBody = "";
            while (!this.isFinished()) {
              if (this.current() === "/" && this.previous() !== "\\") {
                this.forward();
                break;
              } else {
                regexBody += this.current();
                this.forward();
              }
            }
            var POSSIBLE_FLAGS = ["g", "i", "m", "y"];
            var regexFlags = "";
            while (!this.isFinished()) {
              var isCurrentAFlag = POSSIBLE_FLAGS.indexOf(this.current()) !== -1;
              if (isCurrentAFlag) {
                regexFlags += this.current();
                this.forward();
              } else {
                break;
              }
            }
            return token(TOKEN_REGEX, {
              body: regexBody,
              flags: regexFlags
            }, lineno, colno);
          } else if (delimChars.indexOf(cur) !== -1) {
            this.forward();
            var complexOps = ["==", "===", "!=", "!==", "<=", ">=", "//", "**"];
            var curComplex = cur + this.current();
            var type;
            if (lib.indexOf(complexOps, curComplex) !== -1) {
              this.forward();
              cur = curComplex;
              if (lib.indexOf(complexOps, curComplex + this.current()) !== -1) {
                cur = curComplex + this.current();
                this.forward();
              }
            }
            switch (cur) {
              case "(":
                type = TOKEN_LEFT_PAREN;
                break;
              case ")":
                type = TOKEN_RIGHT_PAREN;
                break;
              case "[":
                type = TOKEN_LEFT_BRACKET;
                break;
              case "]":
                type = TOKEN_RIGHT_BRACKET;
                break;
              case "{":
                type = TOKEN_LEFT_CURLY;
                break;
              case "}":
                type = TOKEN_RIGHT_CURLY;
                break;
              case ",":
                type = TOKEN_COMMA;
                break;
              case ":":
                type = TOKEN_COLON;
                break;
              case "~":
                type = TOKEN_TILDE;
                break;
              case "|":
                type = TOKEN_PIPE;
                break;
              default:
                type = TOKEN_OPERATOR;
            }
            return token(type, cur, lineno, colno);
          } else {
            tok = this._extractUntil(whitespaceChars + delimChars);
            if (tok.match(/^[-+]?[0-9]+$/)) {
              if (this.current() === ".") {
                this.forward();
                var dec = this._extract(intChars);
                return token(TOKEN_FLOAT, tok + "." + dec, lineno, colno);
              } else {
                return token(TOKEN_INT, tok, lineno, colno);
              }
            } else if (tok.match(/^(true|false)$/)) {
              return token(TOKEN_BOOLEAN, tok, lineno, colno);
            } else if (tok === "none") {
              return token(TOKEN_NONE, tok, lineno, colno);
            } else if (tok === "null") {
              return token(TOKEN_NONE, tok, lineno, colno);
            } else if (tok) {
              return token(TOKEN_SYMBOL, tok, lineno, colno);
            } else {
              throw new Error("Unexpected value while parsing: " + tok);
            }
          }
        } else {
          var beginChars = this.tags.BLOCK_START.charAt(0) + this.tags.VARIABLE_START.charAt(0) + this.tags.COMMENT_START.charAt(0) + this.tags.COMMENT_END.charAt(0);
          if (this.isFinished()) {
            return null;
          } else if ((tok = this._extractString(this.tags.BLOCK_START + "-")) || (tok = this._extractString(this.tags.BLOCK_START))) {
            this.in_code = true;
            return token(TOKEN_BLOCK_START, tok, lineno, colno);
          } else if ((tok = this._extractString(this.tags.VARIABLE_START + "-")) || (tok = this._extractString(this.tags.VARIABLE_START))) {
            this.in_code = true;
            return token(TOKEN_VARIABLE_START, tok, lineno, colno);
          } else {
            tok = "";
            var data;
            var inComment = false;
            if (this._matches(this.tags.COMMENT_START)) {
              inComment = true;
              tok = this._extractString(this.tags.COMMENT_START);
            }
            while ((data = this._extractUntil(beginChars)) !== null) {
              tok += data;
              if ((this._matches(this.tags.BLOCK_START) || this._matches(this.tags.VARIABLE_START) || this._matches(this.tags.COMMENT_START)) && !inComment) {
                if (this.lstripBlocks && this._matches(this.tags.BLOCK_START) && this.colno > 0 && this.colno <= tok.length) {
                  var lastLine = tok.slice(-this.colno);
                  if (/^\s+$/.test(lastLine)) {
                    tok = tok.slice(0, -this.colno);
                    if (!tok.length) {
                      return this.nextToken();
                    }
                  }
                }
                break;
              } else if (this._matches(this.tags.COMMENT_END)) {
                if (!inComment) {
                  throw new Error("unexpected end of comment");
                }
                tok += this._extractString(this.tags.COMMENT_END);
                break;
              } else {
                tok += this.current();
                this.forward();
              }
            }
            if (data === null && inComment) {
              throw new Error("expected end of comment, got end of file");
            }
            return token(inComment ? TOKEN_COMMENT : TOKEN_DATA, tok, lineno, colno);
          }
        }
      };
      _proto._parseString = function _parseString(delimiter) {
        this.forward();
        var str = "";
        while (!this.isFinished() && this.current() !== delimiter) {
          var cur = this.current();
          if (cur === "\\") {
            this.forward();
            switch (this.current()) {
              case "n":
                str += "\n";
                break;
              case "t":
                str += "	";
                break;
              case "r":
                str += "\r";
                break;
              default:
                str += this.current();
            }
            this.forward();
          } else {
            str += cur;
            this.forward();
          }
        }
        this.forward();
        return str;
      };
      _proto._matches = function _matches(str) {
        if (this.index + str.length > this.len) {
          return null;
        }
        var m = this.str.slice(this.index, this.index + str.length);
        return m === str;
      };
      _proto._extractString = function _extractString(str) {
        if (this._matches(str)) {
          this.forwardN(str.length);
          return str;
        }
        return null;
      };
      _proto._extractUntil = function _extractUntil(charString) {
        return this._extractMatching(true, charString || "");
      };
      _proto._extract = function _extract(charString) {
        return this._extractMatching(false, charString);
      };
      _proto._extractMatching = function _extractMatching(breakOnMatch, charString) {
        if (this.isFinished()) {
          return null;
        }
        var first2 = charString.indexOf(this.current());
        if (breakOnMatch && first2 === -1 || !breakOnMatch && first2 !== -1) {
          var t = this.current();
          this.forward();
          var idx = charString.indexOf(this.current());
          while ((breakOnMatch && idx === -1 || !breakOnMatch && idx !== -1) && !this.isFinished()) {
            t += this.current();
            this.forward();
            idx = charString.indexOf(this.current());
          }
          return t;
        }
        return "";
      };
      _proto._extractRegex = function _extractRegex(regex) {
        var matches2 = this.currentStr().match(regex);
        if (!matches2) {
          return null;
        }
        this.forwardN(matches2[0].length);
        return matches2;
      };
      _proto.isFinished = function isFinished() {
        return this.index >= this.len;
      };
      _proto.forwardN = function forwardN(n) {
        for (var i = 0; i < n; i++) {
          this.forward();
        }
      };
      _proto.forward = function forward() {
        this.index++;
        if (this.previous() === "\n") {
          this.lineno++;
          this.colno = 0;
        } else {
          this.colno++;
        }
      };
      _proto.backN = function backN(n) {
        for (var i = 0; i < n; i++) {
          this.back();
        }
      };
      _proto.back = function back() {
        this.index--;
        if (this.current() === "\n") {
          this.lineno--;
          var idx = this.src.lastIndexOf("\n", this.index - 1);
          if (idx === -1) {
            this.colno = this.index;
          } else {
            this.colno = this.index - idx;
          }
        } else {
          this.colno--;
        }
      };
      _proto.current = function current() {
        if (!this.isFinished()) {
          return this.str.charAt(this.index);
        }
        return "";
      };
      _proto.currentStr = function currentStr() {
        if (!this.isFinished()) {
          return this.str.substr(this.index);
        }
        return "";
      };
      _proto.previous = function previous() {
        return this.str.charAt(this.index - 1);
      };
      return Tokenizer2;
    })();
    module.exports = {
      lex: function lex(src, opts) {
        return new Tokenizer(src, opts);
      },
      TOKEN_STRING,
      TOKEN_WHITESPACE,
      TOKEN_DATA,
      TOKEN_BLOCK_START,
      TOKEN_BLOCK_END,
      TOKEN_VARIABLE_START,
      TOKEN_VARIABLE_END,
      TOKEN_COMMENT,
      TOKEN_LEFT_PAREN,
      TOKEN_RIGHT_PAREN,
      TOKEN_LEFT_BRACKET,
      TOKEN_RIGHT_BRACKET,
      TOKEN_LEFT_CURLY,
      TOKEN_RIGHT_CURLY,
      TOKEN_OPERATOR,
      TOKEN_COMMA,
      TOKEN_COLON,
      TOKEN_TILDE,
      TOKEN_PIPE,
      TOKEN_INT,
      TOKEN_FLOAT,
      TOKEN_BOOLEAN,
      TOKEN_NONE,
      TOKEN_SYMBOL,
      TOKEN_SPECIAL,
      TOKEN_REGEX
    };
  }
});

// node_modules/nunjucks/src/object.js
var require_object = __commonJS({
  "node_modules/nunjucks/src/object.js"(exports, module) {
    "use strict";
    function _defineProperties(target, props) {
      for (var i = 0; i < props.length; i++) {
        var descriptor = props[i];
        descriptor.enumerable = descriptor.enumerable || false;
        descriptor.configurable = true;
        if ("value" in descriptor) descriptor.writable = true;
        Object.defineProperty(target, _toPropertyKey(descriptor.key), descriptor);
      }
    }
    function _createClass(Constructor, protoProps, staticProps) {
      if (protoProps) _defineProperties(Constructor.prototype, protoProps);
      if (staticProps) _defineProperties(Constructor, staticProps);
      Object.defineProperty(Constructor, "prototype", { writable: false });
      return Constructor;
    }
    function _toPropertyKey(arg) {
      var key = _toPrimitive(arg, "string");
      return typeof key === "symbol" ? key : String(key);
    }
    function _toPrimitive(input, hint) {
      if (typeof input !== "object" || input === null) return input;
      var prim = input[Symbol.toPrimitive];
      if (prim !== void 0) {
        var res = prim.call(input, hint || "default");
        if (typeof res !== "object") return res;
        throw new TypeError("@@toPrimitive must return a primitive value.");
      }
      return (hint === "string" ? String : Number)(input);
    }
    function _inheritsLoose(subClass, superClass) {
      subClass.prototype = Object.create(superClass.prototype);
      subClass.prototype.constructor = subClass;
      _setPrototypeOf(subClass, superClass);
    }
    function _setPrototypeOf(o, p) {
      _setPrototypeOf = Object.setPrototypeOf ? Object.setPrototypeOf.bind() : function _setPrototypeOf2(o2, p2) {
        o2.__proto__ = p2;
        return o2;
      };
      return _setPrototypeOf(o, p);
    }
    var EventEmitter = __require("node:events");
    var lib = require_lib();
    function parentWrap(parent, prop) {
      if (typeof parent !== "function" || typeof prop !== "function") {
        return prop;
      }
      return function wrap2() {
        var tmp = this.parent;
        this.parent = parent;
        var res = prop.apply(this, arguments);
        this.parent = tmp;
        return res;
      };
    }
    function extendClass(cls, name2, props) {
      props = props || {};
      lib.keys(props).forEach(function(k) {
        props[k] = parentWrap(cls.prototype[k], props[k]);
      });
      var subclass = /* @__PURE__ */ (function(_cls) {
        _inheritsLoose(subclass2, _cls);
        function subclass2() {
          return _cls.apply(this, arguments) || this;
        }
        _createClass(subclass2, [{
          key: "typename",
          get: function get() {
            return name2;
          }
        }]);
        return subclass2;
      })(cls);
      lib._assign(subclass.prototype, props);
      return subclass;
    }
    var Obj = /* @__PURE__ */ (function() {
      function Obj2() {
        this.init.apply(this, arguments);
      }
      var _proto = Obj2.prototype;
      _proto.init = function init() {
      };
      Obj2.extend = function extend(name2, props) {
        if (typeof name2 === "object") {
          props = name2;
          name2 = "anonymous";
        }
        return extendClass(this, name2, props);
      };
      _createClass(Obj2, [{
        key: "typename",
        get: function get() {
          return this.constructor.name;
        }
      }]);
      return Obj2;
    })();
    var EmitterObj = /* @__PURE__ */ (function(_EventEmitter) {
      _inheritsLoose(EmitterObj2, _EventEmitter);
      function EmitterObj2() {
        var _this2;
        var _this;
        _this = _EventEmitter.call(this) || this;
        (_this2 = _this).init.apply(_this2, arguments);
        return _this;
      }
      var _proto2 = EmitterObj2.prototype;
      _proto2.init = function init() {
      };
      EmitterObj2.extend = function extend(name2, props) {
        if (typeof name2 === "object") {
          props = name2;
          name2 = "anonymous";
        }
        return extendClass(this, name2, props);
      };
      _createClass(EmitterObj2, [{
        key: "typename",
        get: function get() {
          return this.constructor.name;
        }
      }]);
      return EmitterObj2;
    })(EventEmitter);
    module.exports = {
      Obj,
      EmitterObj
    };
  }
});

// node_modules/nunjucks/src/nodes.js
var require_nodes = __commonJS({
  "node_modules/nunjucks/src/nodes.js"(exports, module) {
    "use strict";
    function _defineProperties(target, props) {
      for (var i = 0; i < props.length; i++) {
        var descriptor = props[i];
        descriptor.enumerable = descriptor.enumerable || false;
        descriptor.configurable = true;
        if ("value" in descriptor) descriptor.writable = true;
        Object.defineProperty(target, _toPropertyKey(descriptor.key), descriptor);
      }
    }
    function _createClass(Constructor, protoProps, staticProps) {
      if (protoProps) _defineProperties(Constructor.prototype, protoProps);
      if (staticProps) _defineProperties(Constructor, staticProps);
      Object.defineProperty(Constructor, "prototype", { writable: false });
      return Constructor;
    }
    function _toPropertyKey(arg) {
      var key = _toPrimitive(arg, "string");
      return typeof key === "symbol" ? key : String(key);
    }
    function _toPrimitive(input, hint) {
      if (typeof input !== "object" || input === null) return input;
      var prim = input[Symbol.toPrimitive];
      if (prim !== void 0) {
        var res = prim.call(input, hint || "default");
        if (typeof res !== "object") return res;
        throw new TypeError("@@toPrimitive must return a primitive value.");
      }
      return (hint === "string" ? String : Number)(input);
    }
    function _inheritsLoose(subClass, superClass) {
      subClass.prototype = Object.create(superClass.prototype);
      subClass.prototype.constructor = subClass;
      _setPrototypeOf(subClass, superClass);
    }
    function _setPrototypeOf(o, p) {
      _setPrototypeOf = Object.setPrototypeOf ? Object.setPrototypeOf.bind() : function _setPrototypeOf2(o2, p2) {
        o2.__proto__ = p2;
        return o2;
      };
      return _setPrototypeOf(o, p);
    }
    var _require = require_object();
    var Obj = _require.Obj;
    function traverseAndCheck(obj, type, results) {
      if (obj instanceof type) {
        results.push(obj);
      }
      if (obj instanceof Node) {
        obj.findAll(type, results);
      }
    }
    var Node = /* @__PURE__ */ (function(_Obj) {
      _inheritsLoose(Node2, _Obj);
      function Node2() {
        return _Obj.apply(this, arguments) || this;
      }
      var _proto = Node2.prototype;
      _proto.init = function init(lineno, colno) {
        var _arguments = arguments, _this = this;
        for (var _len = arguments.length, args = new Array(_len > 2 ? _len - 2 : 0), _key = 2; _key < _len; _key++) {
          args[_key - 2] = arguments[_key];
        }
        this.lineno = lineno;
        this.colno = colno;
        this.fields.forEach(function(field2, i) {
          var val = _arguments[i + 2];
          if (val === void 0) {
            val = null;
          }
          _this[field2] = val;
        });
      };
      _proto.findAll = function findAll(type, results) {
        var _this2 = this;
        results = results || [];
        if (this instanceof NodeList) {
          this.children.forEach(function(child3) {
            return traverseAndCheck(child3, type, results);
          });
        } else {
          this.fields.forEach(function(field2) {
            return traverseAndCheck(_this2[field2], type, results);
          });
        }
        return results;
      };
      _proto.iterFields = function iterFields(func) {
        var _this3 = this;
        this.fields.forEach(function(field2) {
          func(_this3[field2], field2);
        });
      };
      return Node2;
    })(Obj);
    var Value = /* @__PURE__ */ (function(_Node) {
      _inheritsLoose(Value2, _Node);
      function Value2() {
        return _Node.apply(this, arguments) || this;
      }
      _createClass(Value2, [{
        key: "typename",
        get: function get() {
          return "Value";
        }
      }, {
        key: "fields",
        get: function get() {
          return ["value"];
        }
      }]);
      return Value2;
    })(Node);
    var NodeList = /* @__PURE__ */ (function(_Node2) {
      _inheritsLoose(NodeList2, _Node2);
      function NodeList2() {
        return _Node2.apply(this, arguments) || this;
      }
      var _proto2 = NodeList2.prototype;
      _proto2.init = function init(lineno, colno, nodes2) {
        _Node2.prototype.init.call(this, lineno, colno, nodes2 || []);
      };
      _proto2.addChild = function addChild(node3) {
        this.children.push(node3);
      };
      _createClass(NodeList2, [{
        key: "typename",
        get: function get() {
          return "NodeList";
        }
      }, {
        key: "fields",
        get: function get() {
          return ["children"];
        }
      }]);
      return NodeList2;
    })(Node);
    var Root = NodeList.extend("Root");
    var Literal = Value.extend("Literal");
    var _Symbol = Value.extend("Symbol");
    var Group = NodeList.extend("Group");
    var ArrayNode = NodeList.extend("Array");
    var Pair = Node.extend("Pair", {
      fields: ["key", "value"]
    });
    var Dict = NodeList.extend("Dict");
    var LookupVal = Node.extend("LookupVal", {
      fields: ["target", "val"]
    });
    var If = Node.extend("If", {
      fields: ["cond", "body", "else_"]
    });
    var IfAsync = If.extend("IfAsync");
    var InlineIf = Node.extend("InlineIf", {
      fields: ["cond", "body", "else_"]
    });
    var For = Node.extend("For", {
      fields: ["arr", "name", "body", "else_"]
    });
    var AsyncEach = For.extend("AsyncEach");
    var AsyncAll = For.extend("AsyncAll");
    var Macro = Node.extend("Macro", {
      fields: ["name", "args", "body"]
    });
    var Caller = Macro.extend("Caller");
    var Import = Node.extend("Import", {
      fields: ["template", "target", "withContext"]
    });
    var FromImport = /* @__PURE__ */ (function(_Node3) {
      _inheritsLoose(FromImport2, _Node3);
      function FromImport2() {
        return _Node3.apply(this, arguments) || this;
      }
      var _proto3 = FromImport2.prototype;
      _proto3.init = function init(lineno, colno, template, names, withContext) {
        _Node3.prototype.init.call(this, lineno, colno, template, names || new NodeList(), withContext);
      };
      _createClass(FromImport2, [{
        key: "typename",
        get: function get() {
          return "FromImport";
        }
      }, {
        key: "fields",
        get: function get() {
          return ["template", "names", "withContext"];
        }
      }]);
      return FromImport2;
    })(Node);
    var FunCall = Node.extend("FunCall", {
      fields: ["name", "args"]
    });
    var Filter = FunCall.extend("Filter");
    var FilterAsync = Filter.extend("FilterAsync", {
      fields: ["name", "args", "symbol"]
    });
    var KeywordArgs = Dict.extend("KeywordArgs");
    var Block = Node.extend("Block", {
      fields: ["name", "body"]
    });
    var Super = Node.extend("Super", {
      fields: ["blockName", "symbol"]
    });
    var TemplateRef = Node.extend("TemplateRef", {
      fields: ["template"]
    });
    var Extends = TemplateRef.extend("Extends");
    var Include = Node.extend("Include", {
      fields: ["template", "ignoreMissing"]
    });
    var Set2 = Node.extend("Set", {
      fields: ["targets", "value"]
    });
    var Switch = Node.extend("Switch", {
      fields: ["expr", "cases", "default"]
    });
    var Case = Node.extend("Case", {
      fields: ["cond", "body"]
    });
    var Output2 = NodeList.extend("Output");
    var Capture = Node.extend("Capture", {
      fields: ["body"]
    });
    var TemplateData = Literal.extend("TemplateData");
    var UnaryOp = Node.extend("UnaryOp", {
      fields: ["target"]
    });
    var BinOp = Node.extend("BinOp", {
      fields: ["left", "right"]
    });
    var In = BinOp.extend("In");
    var Is = BinOp.extend("Is");
    var Or = BinOp.extend("Or");
    var And = BinOp.extend("And");
    var Not = UnaryOp.extend("Not");
    var Add = BinOp.extend("Add");
    var Concat = BinOp.extend("Concat");
    var Sub = BinOp.extend("Sub");
    var Mul = BinOp.extend("Mul");
    var Div = BinOp.extend("Div");
    var FloorDiv = BinOp.extend("FloorDiv");
    var Mod = BinOp.extend("Mod");
    var Pow = BinOp.extend("Pow");
    var Neg = UnaryOp.extend("Neg");
    var Pos = UnaryOp.extend("Pos");
    var Compare = Node.extend("Compare", {
      fields: ["expr", "ops"]
    });
    var CompareOperand = Node.extend("CompareOperand", {
      fields: ["expr", "type"]
    });
    var CallExtension = Node.extend("CallExtension", {
      init: function init(ext, prop, args, contentArgs) {
        this.parent();
        this.extName = ext.__name || ext;
        this.prop = prop;
        this.args = args || new NodeList();
        this.contentArgs = contentArgs || [];
        this.autoescape = ext.autoescape;
      },
      fields: ["extName", "prop", "args", "contentArgs"]
    });
    var CallExtensionAsync = CallExtension.extend("CallExtensionAsync");
    function print2(str, indent2, inline) {
      var lines2 = str.split("\n");
      lines2.forEach(function(line, i) {
        if (line && (inline && i > 0 || !inline)) {
          process.stdout.write(" ".repeat(indent2));
        }
        var nl = i === lines2.length - 1 ? "" : "\n";
        process.stdout.write("" + line + nl);
      });
    }
    function printNodes(node3, indent2) {
      indent2 = indent2 || 0;
      print2(node3.typename + ": ", indent2);
      if (node3 instanceof NodeList) {
        print2("\n");
        node3.children.forEach(function(n) {
          printNodes(n, indent2 + 2);
        });
      } else if (node3 instanceof CallExtension) {
        print2(node3.extName + "." + node3.prop + "\n");
        if (node3.args) {
          printNodes(node3.args, indent2 + 2);
        }
        if (node3.contentArgs) {
          node3.contentArgs.forEach(function(n) {
            printNodes(n, indent2 + 2);
          });
        }
      } else {
        var nodes2 = [];
        var props = null;
        node3.iterFields(function(val, fieldName) {
          if (val instanceof Node) {
            nodes2.push([fieldName, val]);
          } else {
            props = props || {};
            props[fieldName] = val;
          }
        });
        if (props) {
          print2(JSON.stringify(props, null, 2) + "\n", null, true);
        } else {
          print2("\n");
        }
        nodes2.forEach(function(_ref) {
          var fieldName = _ref[0], n = _ref[1];
          print2("[" + fieldName + "] =>", indent2 + 2);
          printNodes(n, indent2 + 4);
        });
      }
    }
    module.exports = {
      Node,
      Root,
      NodeList,
      Value,
      Literal,
      Symbol: _Symbol,
      Group,
      Array: ArrayNode,
      Pair,
      Dict,
      Output: Output2,
      Capture,
      TemplateData,
      If,
      IfAsync,
      InlineIf,
      For,
      AsyncEach,
      AsyncAll,
      Macro,
      Caller,
      Import,
      FromImport,
      FunCall,
      Filter,
      FilterAsync,
      KeywordArgs,
      Block,
      Super,
      Extends,
      Include,
      Set: Set2,
      Switch,
      Case,
      LookupVal,
      BinOp,
      In,
      Is,
      Or,
      And,
      Not,
      Add,
      Concat,
      Sub,
      Mul,
      Div,
      FloorDiv,
      Mod,
      Pow,
      Neg,
      Pos,
      Compare,
      CompareOperand,
      CallExtension,
      CallExtensionAsync,
      printNodes
    };
  }
});

// node_modules/nunjucks/src/parser.js
var require_parser = __commonJS({
  "node_modules/nunjucks/src/parser.js"(exports, module) {
    "use strict";
    function _inheritsLoose(subClass, superClass) {
      subClass.prototype = Object.create(superClass.prototype);
      subClass.prototype.constructor = subClass;
      _setPrototypeOf(subClass, superClass);
    }
    function _setPrototypeOf(o, p) {
      _setPrototypeOf = Object.setPrototypeOf ? Object.setPrototypeOf.bind() : function _setPrototypeOf2(o2, p2) {
        o2.__proto__ = p2;
        return o2;
      };
      return _setPrototypeOf(o, p);
    }
    var lexer6 = require_lexer();
    var nodes2 = require_nodes();
    var Obj = require_object().Obj;
    var lib = require_lib();
    var Parser = /* @__PURE__ */ (function(_Obj) {
      _inheritsLoose(Parser2, _Obj);
      function Parser2() {
        return _Obj.apply(this, arguments) || this;
      }
      var _proto = Parser2.prototype;
      _proto.init = function init(tokens) {
        this.tokens = tokens;
        this.peeked = null;
        this.breakOnBlocks = null;
        this.dropLeadingWhitespace = false;
        this.extensions = [];
      };
      _proto.nextToken = function nextToken(withWhitespace) {
        var tok;
        if (this.peeked) {
          if (!withWhitespace && this.peeked.type === lexer6.TOKEN_WHITESPACE) {
            this.peeked = null;
          } else {
            tok = this.peeked;
            this.peeked = null;
            return tok;
          }
        }
        tok = this.tokens.nextToken();
        if (!withWhitespace) {
          while (tok && tok.type === lexer6.TOKEN_WHITESPACE) {
            tok = this.tokens.nextToken();
          }
        }
        return tok;
      };
      _proto.peekToken = function peekToken() {
        this.peeked = this.peeked || this.nextToken();
        return this.peeked;
      };
      _proto.pushToken = function pushToken(tok) {
        if (this.peeked) {
          throw new Error("pushToken: can only push one token on between reads");
        }
        this.peeked = tok;
      };
      _proto.error = function error(msg, lineno, colno) {
        if (lineno === void 0 || colno === void 0) {
          var tok = this.peekToken() || {};
          lineno = tok.lineno;
          colno = tok.colno;
        }
        if (lineno !== void 0) {
          lineno += 1;
        }
        if (colno !== void 0) {
          colno += 1;
        }
        return new lib.TemplateError(msg, lineno, colno);
      };
      _proto.fail = function fail(msg, lineno, colno) {
        throw this.error(msg, lineno, colno);
      };
      _proto.skip = function skip(type) {
        var tok = this.nextToken();
        if (!tok || tok.type !== type) {
          this.pushToken(tok);
          return false;
        }
        return true;
      };
      _proto.expect = function expect(type) {
        var tok = this.nextToken();
        if (tok.type !== type) {
          this.fail("expected " + type + ", got " + tok.type, tok.lineno, tok.colno);
        }
        return tok;
      };
      _proto.skipValue = function skipValue(type, val) {
        var tok = this.nextToken();
        if (!tok || tok.type !== type || tok.value !== val) {
          this.pushToken(tok);
          return false;
        }
        return true;
      };
      _proto.skipSymbol = function skipSymbol(val) {
        return this.skipValue(lexer6.TOKEN_SYMBOL, val);
      };
      _proto.advanceAfterBlockEnd = function advanceAfterBlockEnd(name2) {
        var tok;
        if (!name2) {
          tok = this.peekToken();
          if (!tok) {
            this.fail("unexpected end of file");
          }
          if (tok.type !== lexer6.TOKEN_SYMBOL) {
            this.fail("advanceAfterBlockEnd: expected symbol token or explicit name to be passed");
          }
          name2 = this.nextToken().value;
        }
        tok = this.nextToken();
        if (tok && tok.type === lexer6.TOKEN_BLOCK_END) {
          if (tok.value.charAt(0) === "-") {
            this.dropLeadingWhitespace = true;
          }
        } else {
          this.fail("expected block end in " + name2 + " statement");
        }
        return tok;
      };
      _proto.advanceAfterVariableEnd = function advanceAfterVariableEnd() {
        var tok = this.nextToken();
        if (tok && tok.type === lexer6.TOKEN_VARIABLE_END) {
          this.dropLeadingWhitespace = tok.value.charAt(tok.value.length - this.tokens.tags.VARIABLE_END.length - 1) === "-";
        } else {
          this.pushToken(tok);
          this.fail("expected variable end");
        }
      };
      _proto.parseFor = function parseFor() {
        var forTok = this.peekToken();
        var node3;
        var endBlock;
        if (this.skipSymbol("for")) {
          node3 = new nodes2.For(forTok.lineno, forTok.colno);
          endBlock = "endfor";
        } else if (this.skipSymbol("asyncEach")) {
          node3 = new nodes2.AsyncEach(forTok.lineno, forTok.colno);
          endBlock = "endeach";
        } else if (this.skipSymbol("asyncAll")) {
          node3 = new nodes2.AsyncAll(forTok.lineno, forTok.colno);
          endBlock = "endall";
        } else {
          this.fail("parseFor: expected for{Async}", forTok.lineno, forTok.colno);
        }
        node3.name = this.parsePrimary();
        if (!(node3.name instanceof nodes2.Symbol)) {
          this.fail("parseFor: variable name expected for loop");
        }
        var type = this.peekToken().type;
        if (type === lexer6.TOKEN_COMMA) {
          var key = node3.name;
          node3.name = new nodes2.Array(key.lineno, key.colno);
          node3.name.addChild(key);
          while (this.skip(lexer6.TOKEN_COMMA)) {
            var prim = this.parsePrimary();
            node3.name.addChild(prim);
          }
        }
        if (!this.skipSymbol("in")) {
          this.fail('parseFor: expected "in" keyword for loop', forTok.lineno, forTok.colno);
        }
        node3.arr = this.parseExpression();
        this.advanceAfterBlockEnd(forTok.value);
        node3.body = this.parseUntilBlocks(endBlock, "else");
        if (this.skipSymbol("else")) {
          this.advanceAfterBlockEnd("else");
          node3.else_ = this.parseUntilBlocks(endBlock);
        }
        this.advanceAfterBlockEnd();
        return node3;
      };
      _proto.parseMacro = function parseMacro() {
        var macroTok = this.peekToken();
        if (!this.skipSymbol("macro")) {
          this.fail("expected macro");
        }
        var name2 = this.parsePrimary(true);
        var args = this.parseSignature();
        var node3 = new nodes2.Macro(macroTok.lineno, macroTok.colno, name2, args);
        this.advanceAfterBlockEnd(macroTok.value);
        node3.body = this.parseUntilBlocks("endmacro");
        this.advanceAfterBlockEnd();
        return node3;
      };
      _proto.parseCall = function parseCall() {
        var callTok = this.peekToken();
        if (!this.skipSymbol("call")) {
          this.fail("expected call");
        }
        var callerArgs = this.parseSignature(true) || new nodes2.NodeList();
        var macroCall = this.parsePrimary();
        this.advanceAfterBlockEnd(callTok.value);
        var body = this.parseUntilBlocks("endcall");
        this.advanceAfterBlockEnd();
        var callerName = new nodes2.Symbol(callTok.lineno, callTok.colno, "caller");
        var callerNode = new nodes2.Caller(callTok.lineno, callTok.colno, callerName, callerArgs, body);
        var args = macroCall.args.children;
        if (!(args[args.length - 1] instanceof nodes2.KeywordArgs)) {
          args.push(new nodes2.KeywordArgs());
        }
        var kwargs = args[args.length - 1];
        kwargs.addChild(new nodes2.Pair(callTok.lineno, callTok.colno, callerName, callerNode));
        return new nodes2.Output(callTok.lineno, callTok.colno, [macroCall]);
      };
      _proto.parseWithContext = function parseWithContext() {
        var tok = this.peekToken();
        var withContext = null;
        if (this.skipSymbol("with")) {
          withContext = true;
        } else if (this.skipSymbol("without")) {
          withContext = false;
        }
        if (withContext !== null) {
          if (!this.skipSymbol("context")) {
            this.fail("parseFrom: expected context after with/without", tok.lineno, tok.colno);
          }
        }
        return withContext;
      };
      _proto.parseImport = function parseImport() {
        var importTok = this.peekToken();
        if (!this.skipSymbol("import")) {
          this.fail("parseImport: expected import", importTok.lineno, importTok.colno);
        }
        var template = this.parseExpression();
        if (!this.skipSymbol("as")) {
          this.fail('parseImport: expected "as" keyword', importTok.lineno, importTok.colno);
        }
        var target = this.parseExpression();
        var withContext = this.parseWithContext();
        var node3 = new nodes2.Import(importTok.lineno, importTok.colno, template, target, withContext);
        this.advanceAfterBlockEnd(importTok.value);
        return node3;
      };
      _proto.parseFrom = function parseFrom() {
        var fromTok = this.peekToken();
        if (!this.skipSymbol("from")) {
          this.fail("parseFrom: expected from");
        }
        var template = this.parseExpression();
        if (!this.skipSymbol("import")) {
          this.fail("parseFrom: expected import", fromTok.lineno, fromTok.colno);
        }
        var names = new nodes2.NodeList();
        var withContext;
        while (1) {
          var nextTok = this.peekToken();
          if (nextTok.type === lexer6.TOKEN_BLOCK_END) {
            if (!names.children.length) {
              this.fail("parseFrom: Expected at least one import name", fromTok.lineno, fromTok.colno);
            }
            if (nextTok.value.charAt(0) === "-") {
              this.dropLeadingWhitespace = true;
            }
            this.nextToken();
            break;
          }
          if (names.children.length > 0 && !this.skip(lexer6.TOKEN_COMMA)) {
            this.fail("parseFrom: expected comma", fromTok.lineno, fromTok.colno);
          }
          var name2 = this.parsePrimary();
          if (name2.value.charAt(0) === "_") {
            this.fail("parseFrom: names starting with an underscore cannot be imported", name2.lineno, name2.colno);
          }
          if (this.skipSymbol("as")) {
            var alias = this.parsePrimary();
            names.addChild(new nodes2.Pair(name2.lineno, name2.colno, name2, alias));
          } else {
            names.addChild(name2);
          }
          withContext = this.parseWithContext();
        }
        return new nodes2.FromImport(fromTok.lineno, fromTok.colno, template, names, withContext);
      };
      _proto.parseBlock = function parseBlock() {
        var tag2 = this.peekToken();
        if (!this.skipSymbol("block")) {
          this.fail("parseBlock: expected block", tag2.lineno, tag2.colno);
        }
        var node3 = new nodes2.Block(tag2.lineno, tag2.colno);
        node3.name = this.parsePrimary();
        if (!(node3.name instanceof nodes2.Symbol)) {
          this.fail("parseBlock: variable name expected", tag2.lineno, tag2.colno);
        }
        this.advanceAfterBlockEnd(tag2.value);
        node3.body = this.parseUntilBlocks("endblock");
        this.skipSymbol("endblock");
        this.skipSymbol(node3.name.value);
        var tok = this.peekToken();
        if (!tok) {
          this.fail("parseBlock: expected endblock, got end of file");
        }
        this.advanceAfterBlockEnd(tok.value);
        return node3;
      };
      _proto.parseExtends = function parseExtends() {
        var tagName = "extends";
        var tag2 = this.peekToken();
        if (!this.skipSymbol(tagName)) {
          this.fail("parseTemplateRef: expected " + tagName);
        }
        var node3 = new nodes2.Extends(tag2.lineno, tag2.colno);
        node3.template = this.parseExpression();
        this.advanceAfterBlockEnd(tag2.value);
        return node3;
      };
      _proto.parseInclude = function parseInclude() {
        var tagName = "include";
        var tag2 = this.peekToken();
        if (!this.skipSymbol(tagName)) {
          this.fail("parseInclude: expected " + tagName);
        }
        var node3 = new nodes2.Include(tag2.lineno, tag2.colno);
        node3.template = this.parseExpression();
        if (this.skipSymbol("ignore") && this.skipSymbol("missing")) {
          node3.ignoreMissing = true;
        }
        this.advanceAfterBlockEnd(tag2.value);
        return node3;
      };
      _proto.parseIf = function parseIf() {
        var tag2 = this.peekToken();
        var node3;
        if (this.skipSymbol("if") || this.skipSymbol("elif") || this.skipSymbol("elseif")) {
          node3 = new nodes2.If(tag2.lineno, tag2.colno);
        } else if (this.skipSymbol("ifAsync")) {
          node3 = new nodes2.IfAsync(tag2.lineno, tag2.colno);
        } else {
          this.fail("parseIf: expected if, elif, or elseif", tag2.lineno, tag2.colno);
        }
        node3.cond = this.parseExpression();
        this.advanceAfterBlockEnd(tag2.value);
        node3.body = this.parseUntilBlocks("elif", "elseif", "else", "endif");
        var tok = this.peekToken();
        switch (tok && tok.value) {
          case "elseif":
          case "elif":
            node3.else_ = this.parseIf();
            break;
          case "else":
            this.advanceAfterBlockEnd();
            node3.else_ = this.parseUntilBlocks("endif");
            this.advanceAfterBlockEnd();
            break;
          case "endif":
            node3.else_ = null;
            this.advanceAfterBlockEnd();
            break;
          default:
            this.fail("parseIf: expected elif, else, or endif, got end of file");
        }
        return node3;
      };
      _proto.parseSet = function parseSet() {
        var tag2 = this.peekToken();
        if (!this.skipSymbol("set")) {
          this.fail("parseSet: expected set", tag2.lineno, tag2.colno);
        }
        var node3 = new nodes2.Set(tag2.lineno, tag2.colno, []);
        var target;
        while (target = this.parsePrimary()) {
          node3.targets.push(target);
          if (!this.skip(lexer6.TOKEN_COMMA)) {
            break;
          }
        }
        if (!this.skipValue(lexer6.TOKEN_OPERATOR, "=")) {
          if (!this.skip(lexer6.TOKEN_BLOCK_END)) {
            this.fail("parseSet: expected = or block end in set tag", tag2.lineno, tag2.colno);
          } else {
            node3.body = new nodes2.Capture(tag2.lineno, tag2.colno, this.parseUntilBlocks("endset"));
            node3.value = null;
            this.advanceAfterBlockEnd();
          }
        } else {
          node3.value = this.parseExpression();
          this.advanceAfterBlockEnd(tag2.value);
        }
        return node3;
      };
      _proto.parseSwitch = function parseSwitch() {
        var switchStart = "switch";
        var switchEnd = "endswitch";
        var caseStart = "case";
        var caseDefault = "default";
        var tag2 = this.peekToken();
        if (!this.skipSymbol(switchStart) && !this.skipSymbol(caseStart) && !this.skipSymbol(caseDefault)) {
          this.fail('parseSwitch: expected "switch," "case" or "default"', tag2.lineno, tag2.colno);
        }
        var expr = this.parseExpression();
        this.advanceAfterBlockEnd(switchStart);
        this.parseUntilBlocks(caseStart, caseDefault, switchEnd);
        var tok = this.peekToken();
        var cases = [];
        var defaultCase;
        do {
          this.skipSymbol(caseStart);
          var cond = this.parseExpression();
          this.advanceAfterBlockEnd(switchStart);
          var body = this.parseUntilBlocks(caseStart, caseDefault, switchEnd);
          cases.push(new nodes2.Case(tok.line, tok.col, cond, body));
          tok = this.peekToken();
        } while (tok && tok.value === caseStart);
        switch (tok.value) {
          case caseDefault:
            this.advanceAfterBlockEnd();
            defaultCase = this.parseUntilBlocks(switchEnd);
            this.advanceAfterBlockEnd();
            break;
          case switchEnd:
            this.advanceAfterBlockEnd();
            break;
          default:
            this.fail('parseSwitch: expected "case," "default" or "endswitch," got EOF.');
        }
        return new nodes2.Switch(tag2.lineno, tag2.colno, expr, cases, defaultCase);
      };
      _proto.parseStatement = function parseStatement() {
        var tok = this.peekToken();
        var node3;
        if (tok.type !== lexer6.TOKEN_SYMBOL) {
          this.fail("tag name expected", tok.lineno, tok.colno);
        }
        if (this.breakOnBlocks && lib.indexOf(this.breakOnBlocks, tok.value) !== -1) {
          return null;
        }
        switch (tok.value) {
          case "raw":
            return this.parseRaw();
          case "verbatim":
            return this.parseRaw("verbatim");
          case "if":
          case "ifAsync":
            return this.parseIf();
          case "for":
          case "asyncEach":
          case "asyncAll":
            return this.parseFor();
          case "block":
            return this.parseBlock();
          case "extends":
            return this.parseExtends();
          case "include":
            return this.parseInclude();
          case "set":
            return this.parseSet();
          case "macro":
            return this.parseMacro();
          case "call":
            return this.parseCall();
          case "import":
            return this.parseImport();
          case "from":
            return this.parseFrom();
          case "filter":
            return this.parseFilterStatement();
          case "switch":
            return this.parseSwitch();
          default:
            if (this.extensions.length) {
              for (var i = 0; i < this.extensions.length; i++) {
                var ext = this.extensions[i];
                if (lib.indexOf(ext.tags || [], tok.value) !== -1) {
                  return ext.parse(this, nodes2, lexer6);
                }
              }
            }
            this.fail("unknown block tag: " + tok.value, tok.lineno, tok.colno);
        }
        return node3;
      };
      _proto.parseRaw = function parseRaw(tagName) {
        tagName = tagName || "raw";
        var endTagName = "end" + tagName;
        var rawBlockRegex = new RegExp("([\\s\\S]*?){%\\s*(" + tagName + "|" + endTagName + ")\\s*(?=%})%}");
        var rawLevel = 1;
        var str = "";
        var matches2 = null;
        var begun = this.advanceAfterBlockEnd();
        while ((matches2 = this.tokens._extractRegex(rawBlockRegex)) && rawLevel > 0) {
          var all = matches2[0];
          var pre = matches2[1];
          var blockName = matches2[2];
          if (blockName === tagName) {
            rawLevel += 1;
          } else if (blockName === endTagName) {
            rawLevel -= 1;
          }
          if (rawLevel === 0) {
            str += pre;
            this.tokens.backN(all.length - pre.length);
          } else {
            str += all;
          }
        }
        return new nodes2.Output(begun.lineno, begun.colno, [new nodes2.TemplateData(begun.lineno, begun.colno, str)]);
      };
      _proto.parsePostfix = function parsePostfix(node3) {
        var lookup;
        var tok = this.peekToken();
        while (tok) {
          if (tok.type === lexer6.TOKEN_LEFT_PAREN) {
            node3 = new nodes2.FunCall(tok.lineno, tok.colno, node3, this.parseSignature());
          } else if (tok.type === lexer6.TOKEN_LEFT_BRACKET) {
            lookup = this.parseAggregate();
            if (lookup.children.length > 1) {
              this.fail("invalid index");
            }
            node3 = new nodes2.LookupVal(tok.lineno, tok.colno, node3, lookup.children[0]);
          } else if (tok.type === lexer6.TOKEN_OPERATOR && tok.value === ".") {
            this.nextToken();
            var val = this.nextToken();
            if (val.type !== lexer6.TOKEN_SYMBOL) {
              this.fail("expected name as lookup value, got " + val.value, val.lineno, val.colno);
            }
            lookup = new nodes2.Literal(val.lineno, val.colno, val.value);
            node3 = new nodes2.LookupVal(tok.lineno, tok.colno, node3, lookup);
          } else {
            break;
          }
          tok = this.peekToken();
        }
        return node3;
      };
      _proto.parseExpression = function parseExpression() {
        var node3 = this.parseInlineIf();
        return node3;
      };
      _proto.parseInlineIf = function parseInlineIf() {
        var node3 = this.parseOr();
        if (this.skipSymbol("if")) {
          var condNode = this.parseOr();
          var bodyNode = node3;
          node3 = new nodes2.InlineIf(node3.lineno, node3.colno);
          node3.body = bodyNode;
          node3.cond = condNode;
          if (this.skipSymbol("else")) {
            node3.else_ = this.parseOr();
          } else {
            node3.else_ = null;
          }
        }
        return node3;
      };
      _proto.parseOr = function parseOr() {
        var node3 = this.parseAnd();
        while (this.skipSymbol("or")) {
          var node22 = this.parseAnd();
          node3 = new nodes2.Or(node3.lineno, node3.colno, node3, node22);
        }
        return node3;
      };
      _proto.parseAnd = function parseAnd() {
        var node3 = this.parseNot();
        while (this.skipSymbol("and")) {
          var node22 = this.parseNot();
          node3 = new nodes2.And(node3.lineno, node3.colno, node3, node22);
        }
        return node3;
      };
      _proto.parseNot = function parseNot() {
        var tok = this.peekToken();
        if (this.skipSymbol("not")) {
          return new nodes2.Not(tok.lineno, tok.colno, this.parseNot());
        }
        return this.parseIn();
      };
      _proto.parseIn = function parseIn() {
        var node3 = this.parseIs();
        while (1) {
          var tok = this.nextToken();
          if (!tok) {
            break;
          }
          var invert = tok.type === lexer6.TOKEN_SYMBOL && tok.value === "not";
          if (!invert) {
            this.pushToken(tok);
          }
          if (this.skipSymbol("in")) {
            var node22 = this.parseIs();
            node3 = new nodes2.In(node3.lineno, node3.colno, node3, node22);
            if (invert) {
              node3 = new nodes2.Not(node3.lineno, node3.colno, node3);
            }
          } else {
            if (invert) {
              this.pushToken(tok);
            }
            break;
          }
        }
        return node3;
      };
      _proto.parseIs = function parseIs() {
        var node3 = this.parseCompare();
        if (this.skipSymbol("is")) {
          var not = this.skipSymbol("not");
          var node22 = this.parseCompare();
          node3 = new nodes2.Is(node3.lineno, node3.colno, node3, node22);
          if (not) {
            node3 = new nodes2.Not(node3.lineno, node3.colno, node3);
          }
        }
        return node3;
      };
      _proto.parseCompare = function parseCompare() {
        var compareOps = ["==", "===", "!=", "!==", "<", ">", "<=", ">="];
        var expr = this.parseConcat();
        var ops = [];
        while (1) {
          var tok = this.nextToken();
          if (!tok) {
            break;
          } else if (compareOps.indexOf(tok.value) !== -1) {
            ops.push(new nodes2.CompareOperand(tok.lineno, tok.colno, this.parseConcat(), tok.value));
          } else {
            this.pushToken(tok);
            break;
          }
        }
        if (ops.length) {
          return new nodes2.Compare(ops[0].lineno, ops[0].colno, expr, ops);
        } else {
          return expr;
        }
      };
      _proto.parseConcat = function parseConcat() {
        var node3 = this.parseAdd();
        while (this.skipValue(lexer6.TOKEN_TILDE, "~")) {
          var node22 = this.parseAdd();
          node3 = new nodes2.Concat(node3.lineno, node3.colno, node3, node22);
        }
        return node3;
      };
      _proto.parseAdd = function parseAdd() {
        var node3 = this.parseSub();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "+")) {
          var node22 = this.parseSub();
          node3 = new nodes2.Add(node3.lineno, node3.colno, node3, node22);
        }
        return node3;
      };
      _proto.parseSub = function parseSub() {
        var node3 = this.parseMul();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "-")) {
          var node22 = this.parseMul();
          node3 = new nodes2.Sub(node3.lineno, node3.colno, node3, node22);
        }
        return node3;
      };
      _proto.parseMul = function parseMul() {
        var node3 = this.parseDiv();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "*")) {
          var node22 = this.parseDiv();
          node3 = new nodes2.Mul(node3.lineno, node3.colno, node3, node22);
        }
        return node3;
      };
      _proto.parseDiv = function parseDiv() {
        var node3 = this.parseFloorDiv();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "/")) {
          var node22 = this.parseFloorDiv();
          node3 = new nodes2.Div(node3.lineno, node3.colno, node3, node22);
        }
        return node3;
      };
      _proto.parseFloorDiv = function parseFloorDiv() {
        var node3 = this.parseMod();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "//")) {
          var node22 = this.parseMod();
          node3 = new nodes2.FloorDiv(node3.lineno, node3.colno, node3, node22);
        }
        return node3;
      };
      _proto.parseMod = function parseMod() {
        var node3 = this.parsePow();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "%")) {
          var node22 = this.parsePow();
          node3 = new nodes2.Mod(node3.lineno, node3.colno, node3, node22);
        }
        return node3;
      };
      _proto.parsePow = function parsePow() {
        var node3 = this.parseUnary();
        while (this.skipValue(lexer6.TOKEN_OPERATOR, "**")) {
          var node22 = this.parseUnary();
          node3 = new nodes2.Pow(node3.lineno, node3.colno, node3, node22);
        }
        return node3;
      };
      _proto.parseUnary = function parseUnary(noFilters) {
        var tok = this.peekToken();
        var node3;
        if (this.skipValue(lexer6.TOKEN_OPERATOR, "-")) {
          node3 = new nodes2.Neg(tok.lineno, tok.colno, this.parseUnary(true));
        } else if (this.skipValue(lexer6.TOKEN_OPERATOR, "+")) {
          node3 = new nodes2.Pos(tok.lineno, tok.colno, this.parseUnary(true));
        } else {
          node3 = this.parsePrimary();
        }
        if (!noFilters) {
          node3 = this.parseFilter(node3);
        }
        return node3;
      };
      _proto.parsePrimary = function parsePrimary(noPostfix) {
        var tok = this.nextToken();
        var val;
        var node3 = null;
        if (!tok) {
          this.fail("expected expression, got end of file");
        } else if (tok.type === lexer6.TOKEN_STRING) {
          val = tok.value;
        } else if (tok.type === lexer6.TOKEN_INT) {
          val = parseInt(tok.value, 10);
        } else if (tok.type === lexer6.TOKEN_FLOAT) {
          val = parseFloat(tok.value);
        } else if (tok.type === lexer6.TOKEN_BOOLEAN) {
          if (tok.value === "true") {
            val = true;
          } else if (tok.value === "false") {
            val = false;
          } else {
            this.fail("invalid boolean: " + tok.value, tok.lineno, tok.colno);
          }
        } else if (tok.type === lexer6.TOKEN_NONE) {
          val = null;
        } else if (tok.type === lexer6.TOKEN_REGEX) {
          val = new RegExp(tok.value.body, tok.value.flags);
        }
        if (val !== void 0) {
          node3 = new nodes2.Literal(tok.lineno, tok.colno, val);
        } else if (tok.type === lexer6.TOKEN_SYMBOL) {
          node3 = new nodes2.Symbol(tok.lineno, tok.colno, tok.value);
        } else {
          this.pushToken(tok);
          node3 = this.parseAggregate();
        }
        if (!noPostfix) {
          node3 = this.parsePostfix(node3);
        }
        if (node3) {
          return node3;
        } else {
          throw this.error("unexpected token: " + tok.value, tok.lineno, tok.colno);
        }
      };
      _proto.parseFilterName = function parseFilterName() {
        var tok = this.expect(lexer6.TOKEN_SYMBOL);
        var name2 = tok.value;
        while (this.skipValue(lexer6.TOKEN_OPERATOR, ".")) {
          name2 += "." + this.expect(lexer6.TOKEN_SYMBOL).value;
        }
        return new nodes2.Symbol(tok.lineno, tok.colno, name2);
      };
      _proto.parseFilterArgs = function parseFilterArgs(node3) {
        if (this.peekToken().type === lexer6.TOKEN_LEFT_PAREN) {
          var call2 = this.parsePostfix(node3);
          return call2.args.children;
        }
        return [];
      };
      _proto.parseFilter = function parseFilter(node3) {
        while (this.skip(lexer6.TOKEN_PIPE)) {
          var name2 = this.parseFilterName();
          node3 = new nodes2.Filter(name2.lineno, name2.colno, name2, new nodes2.NodeList(name2.lineno, name2.colno, [node3].concat(this.parseFilterArgs(node3))));
        }
        return node3;
      };
      _proto.parseFilterStatement = function parseFilterStatement() {
        var filterTok = this.peekToken();
        if (!this.skipSymbol("filter")) {
          this.fail("parseFilterStatement: expected filter");
        }
        var name2 = this.parseFilterName();
        var args = this.parseFilterArgs(name2);
        this.advanceAfterBlockEnd(filterTok.value);
        var body = new nodes2.Capture(name2.lineno, name2.colno, this.parseUntilBlocks("endfilter"));
        this.advanceAfterBlockEnd();
        var node3 = new nodes2.Filter(name2.lineno, name2.colno, name2, new nodes2.NodeList(name2.lineno, name2.colno, [body].concat(args)));
        return new nodes2.Output(name2.lineno, name2.colno, [node3]);
      };
      _proto.parseAggregate = function parseAggregate() {
        var tok = this.nextToken();
        var node3;
        switch (tok.type) {
          case lexer6.TOKEN_LEFT_PAREN:
            node3 = new nodes2.Group(tok.lineno, tok.colno);
            break;
          case lexer6.TOKEN_LEFT_BRACKET:
            node3 = new nodes2.Array(tok.lineno, tok.colno);
            break;
          case lexer6.TOKEN_LEFT_CURLY:
            node3 = new nodes2.Dict(tok.lineno, tok.colno);
            break;
          default:
            return null;
        }
        while (1) {
          var type = this.peekToken().type;
          if (type === lexer6.TOKEN_RIGHT_PAREN || type === lexer6.TOKEN_RIGHT_BRACKET || type === lexer6.TOKEN_RIGHT_CURLY) {
            this.nextToken();
            break;
          }
          if (node3.children.length > 0) {
            if (!this.skip(lexer6.TOKEN_COMMA)) {
              this.fail("parseAggregate: expected comma after expression", tok.lineno, tok.colno);
            }
          }
          if (node3 instanceof nodes2.Dict) {
            var key = this.parsePrimary();
            if (!this.skip(lexer6.TOKEN_COLON)) {
              this.fail("parseAggregate: expected colon after dict key", tok.lineno, tok.colno);
            }
            var value = this.parseExpression();
            node3.addChild(new nodes2.Pair(key.lineno, key.colno, key, value));
          } else {
            var expr = this.parseExpression();
            node3.addChild(expr);
          }
        }
        return node3;
      };
      _proto.parseSignature = function parseSignature(tolerant, noParens) {
        var tok = this.peekToken();
        if (!noParens && tok.type !== lexer6.TOKEN_LEFT_PAREN) {
          if (tolerant) {
            return null;
          } else {
            this.fail("expected arguments", tok.lineno, tok.colno);
          }
        }
        if (tok.type === lexer6.TOKEN_LEFT_PAREN) {
          tok = this.nextToken();
        }
        var args = new nodes2.NodeList(tok.lineno, tok.colno);
        var kwargs = new nodes2.KeywordArgs(tok.lineno, tok.colno);
        var checkComma = false;
        while (1) {
          tok = this.peekToken();
          if (!noParens && tok.type === lexer6.TOKEN_RIGHT_PAREN) {
            this.nextToken();
            break;
          } else if (noParens && tok.type === lexer6.TOKEN_BLOCK_END) {
            break;
          }
          if (checkComma && !this.skip(lexer6.TOKEN_COMMA)) {
            this.fail("parseSignature: expected comma after expression", tok.lineno, tok.colno);
          } else {
            var arg = this.parseExpression();
            if (this.skipValue(lexer6.TOKEN_OPERATOR, "=")) {
              kwargs.addChild(new nodes2.Pair(arg.lineno, arg.colno, arg, this.parseExpression()));
            } else {
              args.addChild(arg);
            }
          }
          checkComma = true;
        }
        if (kwargs.children.length) {
          args.addChild(kwargs);
        }
        return args;
      };
      _proto.parseUntilBlocks = function parseUntilBlocks() {
        var prev = this.breakOnBlocks;
        for (var _len = arguments.length, blockNames = new Array(_len), _key = 0; _key < _len; _key++) {
          blockNames[_key] = arguments[_key];
        }
        this.breakOnBlocks = blockNames;
        var ret = this.parse();
        this.breakOnBlocks = prev;
        return ret;
      };
      _proto.parseNodes = function parseNodes() {
        var tok;
        var buf = [];
        while (tok = this.nextToken()) {
          if (tok.type === lexer6.TOKEN_DATA) {
            var data = tok.value;
            var nextToken = this.peekToken();
            var nextVal = nextToken && nextToken.value;
            if (this.dropLeadingWhitespace) {
              data = data.replace(/^\s*/, "");
              this.dropLeadingWhitespace = false;
            }
            if (nextToken && (nextToken.type === lexer6.TOKEN_BLOCK_START && nextVal.charAt(nextVal.length - 1) === "-" || nextToken.type === lexer6.TOKEN_VARIABLE_START && nextVal.charAt(this.tokens.tags.VARIABLE_START.length) === "-" || nextToken.type === lexer6.TOKEN_COMMENT && nextVal.charAt(this.tokens.tags.COMMENT_START.length) === "-")) {
              data = data.replace(/\s*$/, "");
            }
            buf.push(new nodes2.Output(tok.lineno, tok.colno, [new nodes2.TemplateData(tok.lineno, tok.colno, data)]));
          } else if (tok.type === lexer6.TOKEN_BLOCK_START) {
            this.dropLeadingWhitespace = false;
            var n = this.parseStatement();
            if (!n) {
              break;
            }
            buf.push(n);
          } else if (tok.type === lexer6.TOKEN_VARIABLE_START) {
            var e = this.parseExpression();
            this.dropLeadingWhitespace = false;
            this.advanceAfterVariableEnd();
            buf.push(new nodes2.Output(tok.lineno, tok.colno, [e]));
          } else if (tok.type === lexer6.TOKEN_COMMENT) {
            this.dropLeadingWhitespace = tok.value.charAt(tok.value.length - this.tokens.tags.COMMENT_END.length - 1) === "-";
          } else {
            this.fail("Unexpected token at top-level: " + tok.type, tok.lineno, tok.colno);
          }
        }
        return buf;
      };
      _proto.parse = function parse4() {
        return new nodes2.NodeList(0, 0, this.parseNodes());
      };
      _proto.parseAsRoot = function parseAsRoot() {
        return new nodes2.Root(0, 0, this.parseNodes());
      };
      return Parser2;
    })(Obj);
    module.exports = {
      parse: function parse4(src, extensions, opts) {
        var p = new Parser(lexer6.lex(src, opts));
        if (extensions !== void 0) {
          p.extensions = extensions;
        }
        return p.parseAsRoot();
      },
      Parser
    };
  }
});

// src/adapters/github/identity.ts
var actionsBot = { login: "github-actions[bot]" };
var known = /* @__PURE__ */ new WeakMap();
function readIdentity(github, options) {
  const asked = known.get(github) ?? askViewer(github, options.signal);
  known.set(github, asked);
  return asked;
}
function isAuthor(identity, author) {
  if (author === null) return false;
  return identity.id === author.id || identity.login === author.login;
}
async function askViewer(github, signal) {
  try {
    const answer = await (await github.octokit()).graphql("{ viewer { login databaseId } }", {
      request: { signal, retries: 1 }
    });
    return parseViewer(answer) ?? actionsBot;
  } catch {
    signal.throwIfAborted();
    return actionsBot;
  }
}
function parseViewer(answer) {
  if (typeof answer !== "object" || answer === null || !("viewer" in answer)) return void 0;
  const { viewer } = answer;
  if (typeof viewer !== "object" || viewer === null || !("login" in viewer)) return void 0;
  if (typeof viewer.login !== "string") return void 0;
  const id = "databaseId" in viewer && typeof viewer.databaseId === "number" ? viewer.databaseId : void 0;
  return { login: viewer.login, ...id !== void 0 && { id } };
}

// src/adapters/github/own-comments.ts
function commentMarker(key, part2) {
  return `${markerStart(key)}${part2} -->`;
}
async function listOwnComments(github, target, { signal }) {
  const identity = await readIdentity(github, { signal });
  const found = await attempt(
    { what: "read the comments", needs: "pull-requests: write" },
    async () => (await github.octokit()).paginate(
      (await github.octokit()).rest.issues.listComments,
      { ...github.at, issue_number: target.number, per_page: 100, request: { signal } },
      ({ data }) => data.flatMap(({ id, body = "", html_url, user }) => {
        const part2 = markedPart(body, target.key);
        return part2 !== void 0 && user && isAuthor(identity, user) ? [{ id, body, url: html_url, part: part2 }] : [];
      })
    )
  );
  return found.toSorted((a, b) => a.id - b.id);
}
function markerStart(key) {
  return `<!-- talos-chatops ${encodeURIComponent(key)} `;
}
function markedPart(body, key) {
  const start = markerStart(key);
  if (!body.startsWith(start)) return void 0;
  const part2 = /^([1-9]\d{0,3}) -->/.exec(body.slice(start.length))?.[1];
  return part2 === void 0 ? void 0 : Number(part2);
}

// src/adapters/github/sticky-comment.ts
var step = { what: "post the comment", needs: "pull-requests: write" };
async function publishStickyComment(github, comment, options) {
  const bodies = comment.parts.map((text5, index) => `${commentMarker(comment.key, index + 1)}
${text5}`);
  const before = await listOwnComments(github, comment, options);
  const missing2 = bodies.filter((_, index) => !before.some(({ part: part2 }) => part2 === index + 1));
  for (const body of missing2) await createOnce(github, comment, { body, options });
  const now = missing2.length === 0 ? before : await listOwnComments(github, comment, options);
  const kept = bodies.map((_, index) => now.find(({ part: part2 }) => part2 === index + 1));
  const surplus = now.filter((own2) => !kept.includes(own2));
  const stale = kept.flatMap((own2, index) => {
    const body = bodies[index];
    return own2 && body !== void 0 && !sameText(own2.body, body) ? [{ id: own2.id, body }] : [];
  });
  for (const { id, body } of stale) await update(github, { id, body }, options);
  for (const own2 of surplus) await remove(github, own2, options);
  return {
    url: kept[0]?.url ?? "",
    created: missing2.length,
    updated: stale.length,
    deleted: surplus.length
  };
}
async function removeStickyComment(github, target, options) {
  for (const own2 of await listOwnComments(github, target, options)) await remove(github, own2, options);
}
async function createOnce(github, comment, { body, options }) {
  const create = async (retries) => (await github.octokit()).rest.issues.createComment({
    ...github.at,
    issue_number: comment.number,
    body,
    request: { signal: options.signal, retries }
  });
  await attempt(step, async () => {
    try {
      await create(0);
    } catch (error) {
      if (!mayHaveHappened(error)) throw error;
      const now = await listOwnComments(github, comment, options);
      if (!now.some((own2) => sameText(own2.body, body))) await create(2);
    }
  });
}
async function update(github, { id, body }, { signal }) {
  await attempt(
    step,
    async () => (await github.octokit()).rest.issues.updateComment({ ...github.at, comment_id: id, body, request: { signal } })
  );
}
async function remove(github, { id }, { signal }) {
  await attempt({ ...step, what: "remove a comment part" }, async () => {
    try {
      await (await github.octokit()).rest.issues.deleteComment({ ...github.at, comment_id: id, request: { signal } });
    } catch (error) {
      if (failureStatus(error) !== 404) throw error;
    }
  });
}
function sameText(one, other) {
  const plain4 = (text5) => text5.replaceAll("\r\n", "\n").trim();
  return plain4(one) === plain4(other);
}

// src/cluster/nearest-name.ts
function nearestName(word, candidates) {
  const typed = word.toLowerCase();
  const limit = Math.max(1, Math.floor(typed.length / 3));
  let nearest;
  let shortest = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(typed, candidate.toLowerCase(), shortest);
    if (distance < shortest) [nearest, shortest] = [candidate, distance];
  }
  return nearest ?? candidates.find((candidate) => typed.length >= 3 && candidate.toLowerCase().startsWith(typed));
}
function editDistance(from, to, limit) {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let beforePrevious = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same2 = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          at(previous, column) + 1,
          at(current, column - 1) + 1,
          at(previous, column - 1) + (same2 ? 0 : 1),
          swapped ? at(beforePrevious, column - 2) + 1 : Number.POSITIVE_INFINITY
        )
      );
    }
    [beforePrevious, previous] = [previous, current];
  }
  return Math.min(limit, at(previous, to.length));
}
function at(row, column) {
  return row[column] ?? Number.POSITIVE_INFINITY;
}

// src/adapters/image-factory/has-manifest.ts
var import_node_net = __toESM(require_node_net(), 1);
var accept = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json"
].join(", ");
var pattern = /^(?<host>[^/\s]+)\/(?<name>[a-z0-9][a-z0-9._/-]*?)(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[0-9a-f]{32,128}))?$/;
var maxTokenBytes = 64 * 1024;
var maxRedirects = 3;
async function hasManifest(factory, reference, options) {
  const { host, name: name2, tag: tag2, digest } = pattern.exec(reference)?.groups ?? {};
  if (host === void 0 || name2 === void 0) throw failed(reference, "it is no full image reference");
  const question = { factory, reference, name: name2, options };
  const scheme = host === factory.host ? factory.protocol : "https:";
  const url2 = allowed(`${scheme}//${host}/v2/${name2}/manifests/${digest ?? tag2 ?? "latest"}`, question);
  const first2 = await head(url2, question);
  const answer = first2.status === 401 ? await head(url2, question, await getToken(first2, question)) : first2;
  if (answer.ok) return true;
  if (answer.status === 404 || answer.status === 400) return false;
  throw failed(reference, `its registry answers with ${answer.status}`);
}
async function head(url2, question, token) {
  let target = url2;
  for (let redirects = 0; redirects <= maxRedirects; redirects++) {
    const withToken = token !== void 0 && target.host === url2.host;
    const headers = { accept, ...withToken && { authorization: `Bearer ${token}` } };
    const answer = await send(target, { method: "HEAD", redirect: "manual", headers }, question);
    const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get("location") : null;
    if (location === null || !URL.canParse(location, target.href)) return answer;
    target = allowed(new URL(location, target).href, question);
  }
  throw failed(question.reference, "its registry redirects without end");
}
async function getToken(refusal, question) {
  const challenge = readChallenge(refusal.headers.get("www-authenticate") ?? "");
  if (challenge === void 0) throw failed(question.reference, "its registry wants a login");
  const realm = allowed(challenge.realm, question);
  if (challenge.service !== void 0) realm.searchParams.set("service", challenge.service);
  realm.searchParams.set("scope", `repository:${question.name}:pull`);
  const answer = await send(realm, { method: "GET", redirect: "error" }, question);
  const token = answer.ok ? readToken(await readText(answer, maxTokenBytes)) : void 0;
  if (token !== void 0) return token;
  throw failed(question.reference, "its registry gives no anonymous access");
}
async function send(url2, init, { reference, options }) {
  try {
    return await fetchRetrying(url2, init, options);
  } catch (error) {
    if (options.signal.aborted) throw error;
    throw failed(reference, describeFailure(error, options.timeoutMs), error);
  }
}
function allowed(address2, { factory, reference }) {
  const url2 = URL.canParse(address2) ? new URL(address2) : void 0;
  if (url2 === void 0 || url2.username !== "" || url2.password !== "") {
    throw failed(reference, "its registry's address is not valid");
  }
  if (url2.host === factory.host && url2.protocol === factory.protocol) return url2;
  const { protocol, hostname } = url2;
  const isName = hostname.includes(".") && !hostname.startsWith("[") && (0, import_node_net.isIP)(hostname) === 0;
  if (protocol === "https:" && isName) return url2;
  throw failed(reference, "its registry is neither the image factory of the settings nor a public https host");
}
function readChallenge(header) {
  if (!/^bearer\s/i.test(header)) return void 0;
  const parameter = (name2) => new RegExp(`[\\s,]${name2}="([^"]*)"`, "i").exec(header)?.[1];
  const realm = parameter("realm");
  const service = parameter("service");
  return realm === void 0 ? void 0 : { realm, ...service !== void 0 && { service } };
}
function readToken(text5) {
  try {
    const body = JSON.parse(text5 ?? "");
    if (typeof body !== "object" || body === null) return void 0;
    const token = "token" in body ? body.token : "access_token" in body ? body.access_token : void 0;
    return typeof token === "string" ? token : void 0;
  } catch {
    return void 0;
  }
}
function failed(reference, reason, cause) {
  return new UserError(`Cannot check that the image ${reference} exists: ${reason}`, {
    code: "factory_failed",
    hint: "Check the image reference, and that its registry can be reached from here.",
    cause
  });
}

// src/adapters/image-factory/create-image-factory.ts
var maxBytes = 64 * 1024;
function createImageFactory(options) {
  const base = new URL(options.url);
  const request = { timeoutMs: 12e4, ...dropUndefined(options.timeoutMs, options.retryDelayMs, options.fetch) };
  return {
    submit: (schematic, { signal }) => submit(base, schematic, { ...request, signal }),
    hasImage: (reference, { signal }) => hasManifest(base, reference, { ...request, signal })
  };
}
function dropUndefined(timeoutMs, delayMs, fetch) {
  return {
    ...timeoutMs !== void 0 && { timeoutMs },
    ...delayMs !== void 0 && { delayMs },
    ...fetch !== void 0 && { fetch }
  };
}
async function submit(base, schematic, request) {
  const { status, text: text5 } = await post(base, schematic, request).catch((error) => {
    if (request.signal.aborted) throw error;
    throw failed2(base, describeFailure(error, request.timeoutMs), error);
  });
  if (status === 400) {
    throw new UserError(`Cannot submit the schematic: the image factory ${base.host} refuses it`, {
      code: "factory_failed",
      hint: "Check the names of its fields and extensions."
    });
  }
  if (status !== 200 && status !== 201) throw failed2(base, `it answers with ${status}`);
  const id = readId(text5);
  if (id === void 0) throw failed2(base, "its answer holds no schematic id");
  return id;
}
async function post(base, schematic, request) {
  const url2 = `${base.href.replace(/\/+$/, "")}/schematics`;
  const headers = { "content-type": "application/yaml" };
  const answer = await fetchRetrying(url2, { method: "POST", body: schematic, headers, redirect: "error" }, request);
  return { status: answer.status, text: await readText(answer, maxBytes) };
}
function readId(text5) {
  try {
    const body = JSON.parse(text5 ?? "");
    const id = typeof body === "object" && body !== null && "id" in body ? body.id : void 0;
    return typeof id === "string" && /^[0-9a-f]{64}$/.test(id) ? id : void 0;
  } catch {
    return void 0;
  }
}
function failed2(base, reason, cause) {
  return new UserError(`Cannot submit the schematic to the image factory ${base.host}: ${reason}`, {
    code: "factory_failed",
    hint: "Check that the factory setting is right and that it can be reached from here.",
    cause
  });
}

// src/adapters/workspace/open-workspace.ts
var import_promises = __toESM(require_promises(), 1);
var import_node_path = __toESM(require_node_path(), 1);
var defaultMaxBytes = 4 * 1024 * 1024;
var maxListed = 1e5;
var skipped = /* @__PURE__ */ new Set([".git", "node_modules"]);
async function openWorkspace(folder2, options = {}) {
  const root2 = await realFolder(folder2);
  const maxBytes2 = options.maxBytes ?? defaultMaxBytes;
  return {
    revision: "working-tree",
    read: (path4, { signal } = {}) => readText2(root2, path4, maxBytes2, signal),
    list: (directory, { signal } = {}) => listFiles(root2, directory, signal)
  };
}
async function realFolder(folder2) {
  const root2 = await (0, import_promises.realpath)((0, import_node_path.resolve)(folder2)).catch(ignoreMissing);
  if (root2 !== void 0 && (await (0, import_promises.stat)(root2)).isDirectory()) return root2;
  throw new UserError(`Cannot open ${folder2}: there is no such folder`, {
    code: "input_invalid",
    hint: "Give the repository's root with --root."
  });
}
async function readText2(root2, path4, maxBytes2, signal) {
  signal?.throwIfAborted();
  const file = await (0, import_promises.realpath)(inside(root2, path4)).catch(ignoreMissing);
  if (file === void 0) return void 0;
  if (!isInside(root2, file)) throw refused(path4, "it is a link that leads out of the folder");
  if ((0, import_node_path.relative)(root2, file).split(import_node_path.sep).includes(".git")) throw refused(path4, "it is Git's own");
  const { size, isFile } = await statOf(file);
  if (!isFile) return void 0;
  if (size > maxBytes2) throw refused(path4, `it is larger than ${maxBytes2} bytes`);
  return decode(path4, await (0, import_promises.readFile)(file, { signal }));
}
async function statOf(file) {
  const found = await (0, import_promises.stat)(file);
  return { size: found.size, isFile: found.isFile() };
}
function decode(path4, bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`Cannot read ${path4}: it is no UTF-8 text`, {
      code: "input_invalid",
      location: { file: path4 },
      cause
    });
  }
}
async function listFiles(root2, directory, signal) {
  const found = [];
  const folders = [inside(root2, directory)];
  for (let folder2 = folders.pop(); folder2 !== void 0; folder2 = folders.pop()) {
    signal?.throwIfAborted();
    for (const entry2 of await readFolder(root2, folder2)) {
      const path4 = (0, import_node_path.join)(folder2, entry2.name);
      if (entry2.isDirectory() && !skipped.has(entry2.name)) folders.push(path4);
      if (entry2.isFile() || entry2.isSymbolicLink() && await isFileInside(root2, path4)) {
        found.push((0, import_node_path.relative)(root2, path4).split(import_node_path.sep).join("/"));
      }
    }
    if (found.length > maxListed) throw refused(directory, `it holds more than ${maxListed} files`);
  }
  return found.sort();
}
async function readFolder(root2, folder2) {
  const real = await (0, import_promises.realpath)(folder2).catch(ignoreMissing);
  if (real === void 0 || !isInside(root2, real)) return [];
  return await (0, import_promises.readdir)(folder2, { withFileTypes: true }).catch(ignoreMissing) ?? [];
}
async function isFileInside(root2, path4) {
  const file = await (0, import_promises.realpath)(path4).catch(ignoreMissing);
  return file !== void 0 && isInside(root2, file) && (await statOf(file)).isFile;
}
function inside(root2, path4) {
  const file = (0, import_node_path.resolve)(root2, path4);
  if ((0, import_node_path.isAbsolute)(path4) || !isInside(root2, file)) throw refused(path4, "it lies outside of the folder");
  return file;
}
function isInside(root2, file) {
  return file === root2 || file.startsWith(root2.endsWith(import_node_path.sep) ? root2 : root2 + import_node_path.sep);
}
function refused(path4, reason) {
  return new UserError(`Cannot read ${path4}: ${reason}`, { code: "input_invalid", location: { file: path4 } });
}
function ignoreMissing(error) {
  const code = error instanceof Error && "code" in error ? error.code : void 0;
  if (code === "ENOENT" || code === "ENOTDIR") return void 0;
  throw error;
}

// src/diff/digest-plan.ts
var import_node_crypto = __toESM(require_node_crypto(), 1);

// src/diff/align-items.ts
function alignItems(desired, live, text5) {
  const left = desired.map(text5);
  const right = live.map(text5);
  const common = commonSubsequence(left, right);
  const pairs = [];
  let [i, j] = [0, 0];
  for (const [nextI, nextJ] of [...common, [desired.length, live.length]]) {
    for (; i < nextI || j < nextJ; i++, j++) {
      pairs.push({
        desiredIndex: i,
        liveIndex: j,
        ...i < nextI && { desired: desired[i] },
        ...j < nextJ && { live: live[j] }
      });
    }
    [i, j] = [nextI + 1, nextJ + 1];
  }
  return pairs;
}
function commonSubsequence(left, right) {
  const maxCells = 4e6;
  if (left.length * right.length > maxCells) return samePositions(left, right);
  const width = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * width);
  const at2 = (i, j) => lengths[i * width + j] ?? 0;
  for (let i = left.length - 1; i >= 0; i--) {
    for (let j = right.length - 1; j >= 0; j--) {
      lengths[i * width + j] = left[i] === right[j] ? at2(i + 1, j + 1) + 1 : Math.max(at2(i + 1, j), at2(i, j + 1));
    }
  }
  return walk(left, right, at2);
}
function walk(left, right, at2) {
  const pairs = [];
  let [i, j] = [0, 0];
  while (i < left.length && j < right.length) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if (at2(i + 1, j) >= at2(i, j + 1)) i++;
    else j++;
  }
  return pairs;
}
function samePositions(left, right) {
  return left.flatMap((text5, index) => text5 === right[index] ? [[index, index]] : []);
}

// src/diff/compare-trees.ts
function compareTrees(desired, live, path4 = []) {
  if (desired.kind === "map" && live.kind === "map") return compareMaps(desired, live, path4);
  if (desired.kind === "list" && live.kind === "list") return compareLists(desired, live, path4);
  return canonicalText(desired) === canonicalText(live) ? [] : [changed(desired, live, path4)];
}
function canonicalText(node3, secrets2 = "values") {
  switch (node3.kind) {
    case "scalar":
      return JSON.stringify(secrets2 === "names" ? withoutSecret(node3) : plainValue(node3));
    case "list":
      return `[${node3.items.map((item) => canonicalText(item, secrets2)).join(",")}]`;
    case "map": {
      const keys2 = [...node3.entries.keys()].sort();
      return `{${keys2.map((key) => `${JSON.stringify(key)}:${canonicalText(entry(node3, key), secrets2)}`).join(",")}}`;
    }
    default:
      return node3;
  }
}
function plainValue({ value, quoted }) {
  if (typeof value === "object" && value !== null) return value.reveal();
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  const isQuotedNumber = typeof value === "string" && quoted && value !== "" && !Number.isNaN(Number(value));
  return isQuotedNumber ? `quoted ${value}` : value;
}
function withoutSecret(node3) {
  return typeof node3.value === "object" && node3.value !== null ? [node3.value.references] : plainValue(node3);
}
function compareMaps(desired, live, path4) {
  const changes = [];
  for (const [key, value] of desired.entries) {
    const other = live.entries.get(key);
    const below2 = [...path4, key];
    if (other === void 0) changes.push(added(value, below2));
    else changes.push(...compareTrees(value, other, below2));
  }
  for (const [key, value] of live.entries) {
    if (!desired.entries.has(key)) changes.push({ kind: "removed", path: [...path4, key], live: value });
  }
  return changes;
}
function compareLists(desired, live, path4) {
  return alignItems(desired.items, live.items, (item) => canonicalText(item)).flatMap((pair) => {
    if (pair.desired === void 0)
      return pair.live === void 0 ? [] : [{ kind: "removed", path: [...path4, pair.liveIndex], live: pair.live }];
    const below2 = [...path4, pair.desiredIndex];
    return pair.live === void 0 ? [added(pair.desired, below2)] : compareTrees(pair.desired, pair.live, below2);
  });
}
function added(desired, path4) {
  return { kind: "added", path: path4, desired, ...desired.origin && { origin: desired.origin } };
}
function changed(desired, live, path4) {
  return { ...added(desired, path4), kind: "changed", live };
}
function entry(map, key) {
  const value = map.entries.get(key);
  if (value === void 0) throw new Error(`key ${key} vanished`);
  return value;
}

// src/diff/digest-plan.ts
function digestPlan({ revision, command, nodes: nodes2 }) {
  const parts = Object.fromEntries([
    ["revision", sha256(revision)],
    ["command", sha256(command)],
    ["nodes", sha256(JSON.stringify(nodes2.map(({ name: name2 }) => name2)))],
    ...nodes2.flatMap(nodeParts)
  ]);
  return { value: sha256(JSON.stringify(parts)), parts };
}
function nodeParts({ name: name2, desired, live }) {
  return [
    [
      `desired/${name2}`,
      sha256(
        desired === void 0 ? "" : desired.config.documents.map(({ root: root2 }) => canonicalText(root2, "names")).join("\n")
      )
    ],
    [`live/${name2}`, sha256(live === void 0 ? "" : live.config)],
    [`secrets/${name2}`, desired === void 0 || live === void 0 ? sha256("") : secretsPart(desired, live)],
    [
      `image/${name2}`,
      sha256(JSON.stringify([desired?.image, desired?.schematic?.id, live?.version, live?.schematicId]))
    ]
  ];
}
function secretsPart(desired, live) {
  const key = (0, import_node_crypto.createHash)("sha256").update("talos-chatops secrets of a plan\n").update(live.config).digest();
  const secrets2 = desired.config.documents.map(({ id, root: root2 }) => [documentKey(id), ...secretValues(root2)]);
  return (0, import_node_crypto.createHmac)("sha256", key).update(JSON.stringify(secrets2)).digest("hex");
}
function secretValues(node3) {
  if (node3.kind === "list") return node3.items.flatMap(secretValues);
  if (node3.kind === "map") {
    const entries = [...node3.entries].sort(([a], [b]) => a < b ? -1 : 1);
    return entries.flatMap(([, value]) => secretValues(value));
  }
  return typeof node3.value === "object" && node3.value !== null ? [node3.value.reveal()] : [];
}
function sha256(data) {
  return (0, import_node_crypto.createHash)("sha256").update(data).digest("hex");
}

// src/cluster/match-glob.ts
function matchGlob(glob, name2) {
  let [at2, position2] = [0, 0];
  let [star, resume] = [-1, 0];
  while (position2 < name2.length) {
    if (glob[at2] === "*") {
      star = at2++;
      resume = position2;
    } else if (glob[at2] === "?" || glob[at2] === name2[position2]) {
      at2++;
      position2++;
    } else if (star !== -1) {
      at2 = star + 1;
      position2 = ++resume;
    } else {
      return false;
    }
  }
  while (glob[at2] === "*") at2++;
  return at2 === glob.length;
}

// src/cluster/select-nodes.ts
var groups = ["all", "controlplane", "workers"];
function selectNodes(clusterName, nodes2, selectors) {
  const words = selectors.flatMap((selector) => selector.split(",")).filter((word) => word !== "");
  if (words.length === 0) {
    throw new UserError("Cannot choose nodes: none was named", {
      code: "input_invalid",
      hint: "Name nodes, or all, controlplane, workers."
    });
  }
  const chosen = new Set(words.flatMap((word) => select(clusterName, nodes2, word)));
  return nodes2.filter((node3) => chosen.has(node3));
}
function select(clusterName, nodes2, word) {
  const slash = word.indexOf("/");
  if (slash !== -1 && word.slice(0, slash) !== clusterName) throw unknown(clusterName, nodes2, word);
  const selector = word.slice(slash + 1);
  const found = nodes2.filter(matcher(selector));
  if (found.length > 0) return found;
  throw isGroup(selector) ? empty(clusterName, nodes2, selector) : unknown(clusterName, nodes2, selector);
}
function matcher(selector) {
  if (selector === "all") return () => true;
  if (selector === "controlplane") return (node3) => node3.role !== "worker";
  if (selector === "workers") return (node3) => node3.role !== "controlplane";
  return (node3) => matchGlob(selector, node3.name);
}
function isGroup(selector) {
  return groups.some((group) => group === selector);
}
function empty(clusterName, nodes2, group) {
  const what = { all: "any node", controlplane: "control plane nodes", workers: "workers" }[group];
  return new UserError(`Cannot find ${what} in cluster ${clusterName}`, {
    code: "node_unknown",
    ...nodes2.length > 0 && { hint: `The cluster has ${listSome(nodes2.map(({ name: name2 }) => name2))}.` }
  });
}
function unknown(clusterName, nodes2, selector) {
  const names = nodes2.map((node3) => node3.name);
  const present = groups.filter((group) => nodes2.some(matcher(group)));
  const nearest = nearestName(selector, [...names, ...present]);
  return new UserError(`Cannot find a node ${JSON.stringify(selector)} in cluster ${clusterName}`, {
    code: "node_unknown",
    hint: nearest === void 0 ? `The cluster has ${listSome(names)}.` : `Did you mean ${nearest}?`
  });
}
function listSome(names) {
  const shown = names.slice(0, 10).join(", ");
  return names.length > 10 ? `${shown} and ${names.length - 10} more` : shown;
}

// node_modules/p-map/index.js
function pMap(iterable, mapper, options) {
  return mapConcurrently(iterable, mapper, options, false);
}
async function mapConcurrently(iterable, mapper, {
  concurrency: concurrency2 = Number.POSITIVE_INFINITY,
  stopOnError = true,
  signal
} = {}, isSettled) {
  return new Promise((resolve_, reject_) => {
    validateOptions(iterable, mapper, concurrency2);
    const result = [];
    const errors = [];
    let skippedCount = 0;
    let isResolved = false;
    let isIterableDone = false;
    const pendingIndexes = /* @__PURE__ */ new Set();
    let doneIndex = Number.POSITIVE_INFINITY;
    let currentIndex = 0;
    const iterator = getIterator(iterable);
    const signalListener = () => {
      reject(signal.reason);
    };
    const cleanup = () => {
      signal?.removeEventListener("abort", signalListener);
    };
    const resolve2 = (value) => {
      resolve_(value);
      cleanup();
    };
    const reject = (reason) => {
      if (isResolved) {
        return;
      }
      isResolved = true;
      reject_(reason);
      cleanup();
      if (!isIterableDone) {
        closeIterator(iterator);
      }
    };
    if (signal) {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      signal.addEventListener("abort", signalListener, { once: true });
    }
    const pull = createPuller(iterator);
    const settleIfFinished = () => {
      if (isResolved || doneIndex === Number.POSITIVE_INFINITY) {
        return;
      }
      for (const index of pendingIndexes) {
        if (index < doneIndex) {
          return;
        }
      }
      if (!stopOnError) {
        const collectedErrors = [];
        for (let index = 0; index < Math.min(doneIndex, errors.length); index++) {
          if (index in errors) {
            collectedErrors.push(errors[index]);
          }
        }
        if (collectedErrors.length > 0) {
          reject(new AggregateError(collectedErrors));
          return;
        }
      }
      isResolved = true;
      if (!isIterableDone) {
        closeIterator(iterator);
      }
      const lastIndex = Math.min(doneIndex, result.length);
      if (lastIndex === result.length && skippedCount === 0) {
        resolve2(result);
        return;
      }
      resolve2(result.slice(0, lastIndex).filter((value) => value !== pMapSkip));
    };
    const next = async () => {
      if (isResolved || currentIndex >= doneIndex) {
        return;
      }
      const index = currentIndex++;
      pendingIndexes.add(index);
      let nextItem;
      try {
        nextItem = await pull();
      } catch (error) {
        pendingIndexes.delete(index);
        if (index < doneIndex) {
          throw error;
        }
        settleIfFinished();
        return;
      }
      if (nextItem.done) {
        pendingIndexes.delete(index);
        doneIndex = Math.min(doneIndex, index);
        isIterableDone = true;
        settleIfFinished();
        return;
      }
      const runner = (async () => {
        try {
          const element = await nextItem.value;
          if (isResolved || index >= doneIndex) {
            return;
          }
          const value = await mapper(element, index);
          if (index >= doneIndex) {
            return;
          }
          if (value === pMapStop) {
            doneIndex = index;
            return;
          }
          if (value === pMapSkip) {
            skippedCount++;
          }
          result[index] = isSettled && value !== pMapSkip ? { status: "fulfilled", value } : value;
        } catch (error) {
          if (index >= doneIndex) {
            return;
          }
          if (isSettled) {
            result[index] = { status: "rejected", reason: error };
          } else if (stopOnError) {
            reject(error);
            return;
          } else {
            errors[index] = error;
          }
        } finally {
          pendingIndexes.delete(index);
          settleIfFinished();
        }
        try {
          await next();
        } catch (error) {
          reject(error);
        }
      })();
      runner.then(() => new Promise(() => {
      })).then(resolve_);
    };
    (async () => {
      for (let index = 0; index < concurrency2; index++) {
        try {
          await next();
        } catch (error) {
          reject(error);
          break;
        }
        if (isResolved || currentIndex >= doneIndex) {
          break;
        }
      }
    })();
  });
}
var pMapSkip = /* @__PURE__ */ Symbol("skip");
var pMapStop = /* @__PURE__ */ Symbol("stop");
function validateOptions(iterable, mapper, concurrency2) {
  if (iterable?.[Symbol.iterator] === void 0 && iterable?.[Symbol.asyncIterator] === void 0) {
    throw new TypeError(`Expected \`input\` to be either an \`Iterable\` or \`AsyncIterable\`, got (${typeof iterable})`);
  }
  if (typeof mapper !== "function") {
    throw new TypeError("Mapper function is required");
  }
  if (!isLimit(concurrency2, 1)) {
    throw new TypeError(`Expected \`concurrency\` to be an integer from 1 and up or \`Infinity\`, got \`${concurrency2}\` (${typeof concurrency2})`);
  }
}
function isLimit(value, minimum) {
  return Number.isSafeInteger(value) && value >= minimum || value === Number.POSITIVE_INFINITY;
}
function getIterator(iterable) {
  return iterable[Symbol.asyncIterator] === void 0 ? iterable[Symbol.iterator]() : iterable[Symbol.asyncIterator]();
}
async function closeIterator(iterator) {
  try {
    await iterator.return?.();
  } catch {
  }
}
function createPuller(iterator) {
  let isSourceDone = false;
  const markDone = (item) => {
    if (item?.done) {
      isSourceDone = true;
    }
  };
  return () => {
    if (isSourceDone) {
      return { done: true };
    }
    const result = iterator.next();
    markDone(result);
    if (typeof result?.then !== "function") {
      return result;
    }
    const promise = Promise.resolve(result);
    promise.then(markDone, () => {
    });
    return promise;
  };
}

// src/cluster/layer-path.ts
function layerPath(path4, node3, roleNames) {
  return path4.replaceAll("{node}", () => node3.name).replaceAll("{role}", () => roleNames[node3.role]);
}

// src/config/check-install-schematic.ts
function checkInstallSchematic(image, schematic) {
  if (schematic === void 0 || image?.schematic === void 0 || schematic.id === image.schematic) return [];
  return [
    {
      code: "image_not_of_schematic",
      severity: "warning",
      message: `The install image names schematic ${short(image.schematic)}, but ${schematic.file} gives ${short(schematic.id)}`,
      hint: "Write the image with the variable that holds the schematic id.",
      location: image.origin ?? { file: schematic.file }
    }
  ];
}
function short(id) {
  return `${id.slice(0, 8)}\u2026`;
}

// src/config/image-reference.ts
var component = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
var registry = "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:]+\\])(?::[0-9]{1,5})?";
var pattern2 = new RegExp(
  `^(?:(?<registry>${registry})/)?(?<path>${component}(?:/${component})*)(?::(?<tag>\\w[\\w.-]{0,127}))?(?:@(?<digest>[a-z0-9]+:[0-9a-f]{32,128}))?$`
);
var factoryForm = /(?:^|\/)(?:(?<platform>[a-z0-9]+)-)?installer(?<secureBoot>-secureboot)?\/(?<schematic>[^/]+)$/;
var folder = new RegExp(`^${component}$`);
var schematicId = /^[0-9a-f]{64}$/;
var maxLength = 512;
function parseImageReference(reference) {
  if (reference.length > maxLength) return void 0;
  const parts = pattern2.exec(reference)?.groups;
  const path4 = parts?.["path"];
  if (parts === void 0 || path4 === void 0) return void 0;
  const host = parts["registry"];
  if (host !== void 0 && !isHost(host) && !folder.test(host)) return void 0;
  const split3 = host === void 0 || isHost(host) ? { registry: host, path: path4 } : { path: `${host}/${path4}` };
  const installer = parseInstaller(split3.path);
  return {
    reference,
    repository: split3.registry === void 0 ? split3.path : `${split3.registry}/${split3.path}`,
    registry: split3.registry ?? "docker.io",
    path: split3.path,
    ...parts["tag"] !== void 0 && { tag: parts["tag"] },
    ...parts["digest"] !== void 0 && { digest: parts["digest"] },
    ...installer && { installer }
  };
}
function isSchematicId(text5) {
  return schematicId.test(text5);
}
function isHost(text5) {
  return /[.:[]/.test(text5) || text5 === "localhost";
}
function parseInstaller(path4) {
  const parts = factoryForm.exec(path4)?.groups;
  const schematic = parts?.["schematic"];
  if (parts === void 0 || schematic === void 0) return void 0;
  return {
    ...parts["platform"] !== void 0 && { platform: parts["platform"] },
    secureBoot: parts["secureBoot"] !== void 0,
    schematic
  };
}

// src/config/talos-version.ts
var pattern3 = /^v?(\d{1,5})\.(\d{1,5})(?:\.(\d{1,5}))?(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;
function parseTalosVersion(text5) {
  const match = pattern3.exec(text5);
  if (match === null) return void 0;
  const [, major, minor, patch = "0", suffix = ""] = match;
  return { major: Number(major), minor: Number(minor), patch: Number(patch), suffix };
}
function formatTalosVersion(version) {
  const suffix = version.suffix === "" ? "" : `-${version.suffix}`;
  return `v${version.major}.${version.minor}.${version.patch}${suffix}`;
}
function compareTalosVersions(a, b) {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || compareSuffixes(a.suffix, b.suffix);
}
function minorDistance(from, to) {
  return from.major === to.major ? to.minor - from.minor : void 0;
}
function atLeast(version, minimum) {
  const have = parseTalosVersion(version);
  const want = parseTalosVersion(minimum);
  if (have === void 0 || want === void 0) return true;
  return (have.major - want.major || have.minor - want.minor || have.patch - want.patch) >= 0;
}
function compareSuffixes(a, b) {
  if (a === b) return 0;
  if (a === "" || b === "") return a === "" ? 1 : -1;
  const left = a.split(".");
  const right = b.split(".");
  for (const [index, part2] of left.entries()) {
    const other = right[index];
    if (other === void 0) return 1;
    const order2 = compareIdentifiers(part2, other);
    if (order2 !== 0) return order2;
  }
  return left.length - right.length;
}
function compareIdentifiers(a, b) {
  const [aNumeric, bNumeric] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (aNumeric && bNumeric) return Number(a) - Number(b);
  if (aNumeric !== bNumeric) return aNumeric ? -1 : 1;
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// src/config/install-image.ts
function readInstallImage(config2) {
  const node3 = imageNode(config2);
  if (node3 === void 0 || typeof node3.value !== "string" || node3.value === "") return void 0;
  const image = parseImageReference(node3.value);
  if (image === void 0) throw invalid(node3, "it is no image reference");
  const schematic = schematicOf(image, node3);
  return {
    reference: image.reference,
    repository: image.repository,
    ...schematic !== void 0 && { schematic },
    ...image.tag !== void 0 && { tag: image.tag },
    ...image.digest !== void 0 && { digest: image.digest },
    ...node3.origin && { origin: node3.origin }
  };
}
function imageNode(config2) {
  const root2 = rootDocument(config2)?.root;
  const unattended = config2.documents.find((document) => document.id.kind === "UnattendedInstallConfig")?.root;
  return scalarAt(root2, ["machine", "install", "image"]) ?? scalarAt(unattended, ["installer", "image"]);
}
function scalarAt(node3, path4) {
  const found = path4.reduce((at2, key) => at2?.kind === "map" ? at2.entries.get(key) : void 0, node3);
  return found?.kind === "scalar" ? found : void 0;
}
function schematicOf(image, node3) {
  const schematic = image.installer?.schematic;
  if (schematic === void 0 || isSchematicId(schematic)) return schematic;
  const isFactory = image.registry.startsWith("factory.") || /^(null|none|undefined)$/.test(schematic);
  if (isFactory) throw invalid(node3, "its schematic is not 64 hex digits");
  return void 0;
}
function invalid(node3, reason) {
  return new UserError(`Cannot use the install image: ${reason}`, {
    code: "config_invalid",
    hint: "Write it as factory.talos.dev/metal-installer/SCHEMATIC:VERSION, with the variable that holds the schematic id.",
    ...node3.origin && { location: node3.origin }
  });
}

// src/config/tree/read-scalar.ts
function scalarText(node3) {
  return node3.type === "PLAIN" ? node3.source ?? String(node3.value) : String(node3.value);
}
function scalarValue(node3) {
  const { value } = node3;
  if (node3.type !== "PLAIN" || node3.tag === stringTag) return scalarText(node3);
  if (typeof value === "number") return exactNumber(value, scalarText(node3));
  return typeof value === "boolean" || value === null ? value : scalarText(node3);
}
var stringTag = "tag:yaml.org,2002:str";
var longestInteger = 100;
function exactNumber(value, text5) {
  const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
  if (isExact || text5.length > longestInteger || !/^([-+]?[0-9]+|0[ox][0-9a-fA-F]+)$/.test(text5)) return value;
  return text5.startsWith("-") ? -BigInt(text5.slice(1)) : BigInt(text5.replace(/^\+/, ""));
}

// src/config/tree/yaml-problem.ts
var texts = {
  ALIAS_PROPS: "an alias cannot have an anchor or tag",
  BAD_ALIAS: "an alias is broken",
  BAD_COLLECTION_TYPE: "a tag does not fit its value",
  BAD_DIRECTIVE: "a % directive is broken",
  BAD_DQ_ESCAPE: "a double-quoted text holds a broken escape",
  BAD_INDENT: "the indentation is wrong, or a bracket is not closed",
  BAD_PROP_ORDER: "an anchor or tag stands in the wrong place",
  BAD_SCALAR_START: "a value starts with a reserved character: quote it",
  BLOCK_AS_IMPLICIT_KEY: "a value holds a second colon: quote it, or indent what follows",
  BLOCK_IN_FLOW: "a block stands inside brackets",
  DUPLICATE_KEY: "a key occurs twice in one map",
  IMPOSSIBLE: "the YAML is broken",
  KEY_OVER_1024_CHARS: "a key is longer than 1024 characters",
  MISSING_CHAR: "a character is missing: a quote, a comma, a colon or a space",
  MULTILINE_IMPLICIT_KEY: "a key runs over several lines, perhaps a missing colon or quote",
  MULTIPLE_ANCHORS: "a value has two anchors",
  MULTIPLE_DOCS: "the documents are not separated by ---",
  MULTIPLE_TAGS: "a value has two tags",
  NON_STRING_KEY: "a key must be a plain value",
  RESOURCE_EXHAUSTION: "values are nested too deep",
  TAB_AS_INDENT: "a tab is used as indentation: use spaces",
  TAG_RESOLVE_FAILED: "a tag does not fit its value",
  UNEXPECTED_TOKEN: "the YAML is broken here, perhaps by a wrong indentation or a missing quote"
};
function describeYamlProblem(code) {
  return texts[code];
}

// src/config/tree/parse-yaml.ts
var defaultMaxBytes2 = 4 * 1024 * 1024;
var maxDocuments = 1e3;
var maxAliases = 1e3;
var maxNodes = 2e5;
var maxDepth = 100;
function parseYaml(text5, options) {
  refuseLarge(text5, options);
  const lineCounter = new LineCounter();
  const reader = new Reader(options, lineCounter);
  const documents = parseDocuments(text5, lineCounter, options);
  return documents.flatMap((document) => reader.read(document));
}
function refuseLarge(text5, options) {
  const maxBytes2 = options.maxBytes ?? defaultMaxBytes2;
  if (Buffer.byteLength(text5) > maxBytes2) throw tooMuch(options.file, `it is larger than ${maxBytes2} bytes`);
  let separators = 0;
  for (const _ of text5.matchAll(/^(---|\.\.\.)/gm)) separators += 1;
  if (separators > maxDocuments) throw tooMuch(options.file, `it has more than ${maxDocuments} documents`);
}
function parseDocuments(text5, lineCounter, options) {
  try {
    const documents = parseAllDocuments(text5, {
      lineCounter,
      // The schema holds even where a document asks for %YAML 1.1; keys are compared by the reader, in linear time.
      version: "1.2",
      schema: "core",
      uniqueKeys: false,
      prettyErrors: false,
      keepSourceTokens: false,
      logLevel: "silent"
    });
    return Array.isArray(documents) ? documents : [];
  } catch (error) {
    if (error instanceof RangeError) throw tooMuch(options.file, "values are nested too deep");
    throw error;
  }
}
function tooMuch(file, reason) {
  return new UserError(`Cannot read ${file}: ${reason}`, { code: "config_invalid", location: { file } });
}
var supportedTags = /* @__PURE__ */ new Set([
  stringTag,
  ...["bool", "float", "int", "map", "null", "seq"].map((name2) => `tag:yaml.org,2002:${name2}`)
]);
var Reader = class {
  aliases = 0;
  anchors = /* @__PURE__ */ new Map();
  /** How many aliases are being followed: anchors below them were seen before. */
  expanding = 0;
  nodes = 0;
  options;
  lineCounter;
  constructor(options, lineCounter) {
    this.options = options;
    this.lineCounter = lineCounter;
  }
  read(document) {
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem !== void 0) throw this.invalid(describeYamlProblem(problem.code), problem.pos[0]);
    if (document.contents === null) return [];
    this.anchors.clear();
    const node3 = this.convert(document.contents, 0);
    return node3.kind === "scalar" && node3.value === null && node3.text === "" ? [] : [node3];
  }
  convert(node3, depth) {
    this.nodes += 1;
    if (this.nodes > maxNodes) throw this.invalid(`more than ${maxNodes} values`, node3.range[0]);
    if (depth > maxDepth) throw this.invalid(`values are nested deeper than ${maxDepth}`, node3.range[0]);
    if (isAlias(node3)) return this.followAlias(node3, depth);
    if (node3.anchor !== void 0 && this.expanding === 0) this.anchors.set(node3.anchor, node3);
    if (node3.tag !== void 0 && !supportedTags.has(node3.tag)) {
      throw this.invalid("a tag is not supported", node3.range[0]);
    }
    if (isMap(node3)) return this.convertMap(node3, depth);
    if (isSeq(node3)) {
      const items3 = node3.items.map((item) => this.convert(item, depth + 1));
      return { kind: "list", items: items3, ...this.originAt(node3.range[0]) };
    }
    return this.convertScalar(node3);
  }
  followAlias(alias, depth) {
    this.aliases += 1;
    if (this.aliases > maxAliases) throw this.invalid(`more than ${maxAliases} aliases`, alias.range[0]);
    const target = this.anchors.get(alias.source);
    if (target === void 0) throw this.invalid("an alias has no anchor before it", alias.range[0]);
    this.expanding += 1;
    const node3 = this.convert(target, depth + 1);
    this.expanding -= 1;
    return node3;
  }
  convertMap(map, depth) {
    const entries = /* @__PURE__ */ new Map();
    const merged = /* @__PURE__ */ new Set();
    for (const { key, value } of map.items) {
      if (key === null || !isScalar(key)) throw this.invalid("a key must be a plain value", (key ?? map).range[0]);
      const name2 = scalarText(key);
      if (name2 === "<<" && key.type === "PLAIN") {
        this.mergeInto(entries, merged, value, depth, key.range[0]);
        continue;
      }
      if (entries.has(name2) && !merged.delete(name2)) {
        throw this.invalid("a key occurs twice in one map", key.range[0]);
      }
      const node3 = value === null ? emptyScalar(this.originAt(key.range[0])) : this.convert(value, depth + 1);
      entries.set(name2, node3);
    }
    return { kind: "map", entries, ...this.originAt(map.range[0]) };
  }
  /** `<<` gives what the map does not write itself (https://yaml.org/type/merge.html); of several maps the first wins. */
  mergeInto(entries, merged, value, depth, offset) {
    const source = value === null ? void 0 : this.convert(value, depth + 1);
    const maps = source?.kind === "list" ? source.items : source === void 0 ? [] : [source];
    for (const map of maps) {
      if (map.kind !== "map") throw this.invalid("<< merges only maps", offset);
      for (const [key, entry2] of map.entries) {
        if (entries.has(key)) continue;
        entries.set(key, entry2);
        merged.add(key);
      }
    }
  }
  convertScalar(node3) {
    return {
      kind: "scalar",
      value: scalarValue(node3),
      text: scalarText(node3),
      quoted: node3.type !== "PLAIN" || node3.tag === stringTag,
      ...this.originAt(node3.range[0])
    };
  }
  originAt(offset) {
    const { line } = this.lineCounter.linePos(offset);
    if (this.options.origins === void 0) return { origin: { file: this.options.file, line } };
    const origin = this.options.origins[line - 1];
    return origin === void 0 ? {} : { origin };
  }
  invalid(reason, offset) {
    const { line, col } = this.lineCounter.linePos(offset);
    const origin = this.options.origins?.[line - 1];
    const location = origin ?? { file: this.options.file, line, column: col };
    const where = this.options.origins === void 0 ? `line ${line}, column ${col}` : `line ${line} of the rendered text`;
    return new UserError(`Cannot read ${this.options.file}: ${reason} (${where})`, {
      code: "config_invalid",
      location
    });
  }
};
function emptyScalar(origin) {
  return { kind: "scalar", value: null, text: "", quoted: false, ...origin };
}

// src/config/parse-machine-config.ts
function parseMachineConfig(text5, options) {
  const documents = parseYaml(text5, options).map((node3) => {
    if (node3.kind === "map") return { id: documentId(node3), root: node3, ...node3.origin && { origin: node3.origin } };
    throw new UserError(`Cannot read ${options.file}: a document must be a map, found a ${node3.kind}`, {
      code: "config_invalid",
      location: node3.origin ?? { file: options.file }
    });
  });
  refuseDuplicates(documents, options.file);
  return { documents };
}
function documentId(root2) {
  const field2 = (name3) => {
    const node3 = root2.entries.get(name3);
    return node3?.kind === "scalar" && node3.value !== null && node3.text !== "" ? node3.text : void 0;
  };
  const kind = field2("kind");
  if (kind === void 0) return {};
  const apiVersion = field2("apiVersion");
  const name2 = field2("name");
  return { ...apiVersion && { apiVersion }, kind, ...name2 && { name: name2 } };
}
function refuseDuplicates(documents, file) {
  const seen = /* @__PURE__ */ new Set();
  for (const document of documents) {
    const key = documentKey(document.id);
    if (seen.has(key)) {
      throw new UserError(`Cannot read ${file}: it has two documents ${formatDocumentId(document.id)}`, {
        code: "config_invalid",
        location: document.origin ?? { file },
        hint: "Join the two, or give them different names."
      });
    }
    seen.add(key);
  }
}

// src/config/tree/exceeds-nodes.ts
function exceedsNodes(root2, limit) {
  let left = limit;
  const pending = [root2];
  for (let node3 = pending.pop(); node3 !== void 0; node3 = pending.pop()) {
    left -= 1;
    if (left < 0) return true;
    if (node3.kind === "list") pending.push(...node3.items);
    if (node3.kind === "map") pending.push(...node3.entries.values());
  }
  return false;
}

// src/config/merge/equal-nodes.ts
function equalNodes(a, b) {
  return meaning(a) === meaning(b);
}
function meaning(node3) {
  return JSON.stringify(plain(node3));
}
function plain(node3) {
  if (node3 === void 0 || node3.kind === "scalar" && node3.value === null) return null;
  if (node3.kind === "list") return node3.items.map(plain);
  if (node3.kind === "map") {
    const keys2 = [...node3.entries.keys()].sort();
    return ["map", ...keys2.map((key) => [key, plain(node3.entries.get(key))])];
  }
  if (node3.value instanceof Secret) return ["secret", ...node3.value.references];
  return typeof node3.value === "bigint" ? ["number", node3.value.toString()] : [typeof node3.value, node3.value];
}

// src/config/merge/json-pointer.ts
function pointerSteps(pointer2) {
  if (pointer2 === "") return [];
  return pointer2.slice(1).split("/").map((step3) => step3.replaceAll("~1", "/").replaceAll("~0", "~"));
}

// src/config/merge/merge-error.ts
function patchError(place, reason, hint) {
  return new UserError(`Cannot apply the patch ${place.file}: ${formatPlace(place)}${reason}`, {
    code: "patch_failed",
    location: locationOf(place),
    ...hint === void 0 ? {} : { hint }
  });
}
function locationOf(place) {
  return place.origin ?? { file: place.file };
}
function formatPlace(place) {
  const document = place.document?.kind === void 0 ? [] : [formatDocumentId(place.document)];
  const path4 = place.path === void 0 || place.path.length === 0 ? [] : [formatPath(place.path)];
  return [...document, ...path4, ""].join(" ");
}

// src/config/merge/apply-json-patch.ts
function applyJsonPatch(config2, patch) {
  const document = onlyDocument(config2, patch);
  const root2 = patch.operations.reduce(
    (node3, operation) => apply(node3, operation, patch.file),
    document.root
  );
  if (root2.kind !== "map") throw patchError({ file: patch.file }, "the patched document is no map");
  return { documents: [{ ...document, id: documentId(root2), root: root2 }] };
}
function onlyDocument(config2, patch) {
  const [document] = config2.documents;
  if (config2.documents.length === 1 && document !== void 0) return document;
  const count2 = config2.documents.length;
  const hint = "Write it as a strategic merge patch: the YAML of what shall change.";
  const reason = `JSON patches work on a config of one document, this one has ${count2}`;
  throw patchError({ file: patch.file, origin: patch.operations[0]?.origin }, reason, hint);
}
function apply(root2, operation, file) {
  const edit2 = new TreeEdit(operation, file);
  const steps = pointerSteps(operation.path);
  switch (operation.op) {
    case "add":
      return edit2.add(root2, steps, operation.value);
    case "remove":
      return edit2.remove(root2, steps);
    case "replace":
      return steps.length === 0 ? operation.value : edit2.replace(root2, steps, operation.value);
    case "test":
      if (equalNodes(edit2.get(root2, steps), operation.value)) return root2;
      throw edit2.failure("the test failed: the value there is another one");
    case "copy": {
      const copied = edit2.add(root2, steps, edit2.get(root2, edit2.source(operation.from)) ?? emptyNode);
      if (exceedsNodes(copied, maxNodes2)) throw edit2.failure(`the document would hold more than ${maxNodes2} values`);
      return copied;
    }
    case "move": {
      const from = edit2.source(operation.from);
      const value = edit2.get(root2, from);
      return edit2.add(edit2.remove(root2, from), steps, value ?? emptyNode);
    }
    default:
      return operation;
  }
}
var maxNodes2 = 1e5;
var emptyNode = { kind: "scalar", value: null, text: "null", quoted: false };
var TreeEdit = class {
  operation;
  file;
  constructor(operation, file) {
    this.operation = operation;
    this.file = file;
  }
  failure(reason) {
    const { op, path: path4, origin } = this.operation;
    return patchError({ file: this.file, origin }, `${op} ${path4}: ${reason}`);
  }
  source(pointer2) {
    if (pointer2 !== "") return pointerSteps(pointer2);
    throw this.failure("the whole document cannot be the source");
  }
  /** Undefined for a map key that is missing; a missing parent or position is an error. */
  get(root2, steps) {
    const [step3, ...rest] = steps;
    if (step3 === void 0) return root2;
    const child3 = this.child(root2, step3);
    if (rest.length === 0) return child3;
    if (child3 === void 0) throw this.missing();
    return this.get(child3, rest);
  }
  add(root2, steps, value) {
    return this.edit(root2, steps, (parent, step3) => {
      if (parent.kind === "map") return { ...parent, entries: new Map(parent.entries).set(step3, value) };
      const index = step3 === "-" ? parent.items.length : this.position(step3, parent.items.length + 1);
      return { ...parent, items: parent.items.toSpliced(index, 0, value) };
    });
  }
  replace(root2, steps, value) {
    return this.edit(root2, steps, (parent, step3) => {
      if (parent.kind === "map") return { ...parent, entries: new Map(parent.entries).set(step3, value) };
      return { ...parent, items: parent.items.with(this.position(step3, parent.items.length), value) };
    });
  }
  remove(root2, steps) {
    return this.edit(root2, steps, (parent, step3) => {
      if (parent.kind === "list") {
        return { ...parent, items: parent.items.toSpliced(this.position(step3, parent.items.length), 1) };
      }
      if (!parent.entries.has(step3)) throw this.missing();
      const entries = new Map(parent.entries);
      entries.delete(step3);
      return { ...parent, entries };
    });
  }
  edit(root2, steps, change) {
    const [step3, ...rest] = steps;
    if (step3 === void 0) throw this.failure("the whole document cannot be the target");
    if (root2.kind === "scalar") throw this.missing();
    if (rest.length === 0) return change(root2, step3);
    const child3 = this.child(root2, step3);
    if (child3 === void 0) throw this.missing();
    const changed2 = this.edit(child3, rest, change);
    if (root2.kind === "map") return { ...root2, entries: new Map(root2.entries).set(step3, changed2) };
    return { ...root2, items: root2.items.with(this.position(step3, root2.items.length), changed2) };
  }
  child(node3, step3) {
    if (node3.kind === "scalar") throw this.missing();
    if (node3.kind === "map") return node3.entries.get(step3);
    return node3.items[this.position(step3, node3.items.length)];
  }
  /** A list position below `size`; `-1` is the last one. */
  position(step3, size) {
    if (!/^[+-]?\d{1,9}$/.test(step3)) throw this.failure("a list is addressed by a number");
    const index = Number(step3) < 0 ? Number(step3) + size : Number(step3);
    if (index < 0 || index >= size) throw this.failure("the list has no such position");
    return index;
  }
  missing() {
    return this.failure("there is no such path");
  }
};

// src/config/merge/document-rules.ts
var volumes = ["RawVolumeConfig", "SwapVolumeConfig", "UserVolumeConfig", "VolumeConfig"];
var withArgs = [
  "KubeAPIServerConfig",
  "KubeControllerManagerConfig",
  "KubeProxyConfig",
  "KubeSchedulerConfig",
  "KubeletConfig"
];
var withResources = [
  "KubeAPIServerConfig",
  "KubeControllerManagerConfig",
  "KubeFlannelCNIConfig",
  "KubeProxyConfig",
  "KubeSchedulerConfig"
];
var documentRules = [
  { rule: "replace", kinds: ["NetworkRuleConfig"], paths: ["ingress", "portSelector.ports"] },
  { rule: "replace", kinds: ["BGPInstanceConfig"], paths: ["advertise", "importRoutes", "neighbors"] },
  { rule: "replace", kinds: ["CRIBaseRuntimeSpecConfig"], paths: ["overrides"] },
  {
    rule: "replace",
    kinds: ["KubeAuditPolicyConfig", "KubeAuthenticationConfig", "KubeCredentialProviderConfig"],
    paths: ["configuration"]
  },
  { rule: "replace", kinds: ["KubeNetworkConfig"], paths: ["podSubnets", "serviceSubnets"] },
  { rule: "replace", kinds: ["KubeStaticPodConfig"], paths: ["pod"] },
  { rule: "keyed", key: "mountPath", kinds: ["ExtensionServiceConfig"], paths: ["configFiles"] },
  { rule: "images", kinds: ["ImageVerificationConfig"], paths: ["rules"] },
  { rule: "values", kinds: withArgs, paths: ["extraArgs"] },
  { rule: "url", kinds: ["KmsgLogConfig", "HTTPProbeConfig", "KubeExternalManifestConfig"], paths: ["url"] },
  { rule: "url", kinds: ["SideroLinkConfig"], paths: ["apiUrl"] },
  { rule: "url", kinds: ["DiscoveryServiceConfig", "KubeClusterConfig"], paths: ["endpoint"] },
  { rule: "url", kinds: ["KubeServiceAccountConfig"], paths: ["issuer.issuerURL"] },
  { rule: "cleared", kinds: volumes, paths: ["provisioning.minSize", "provisioning.diskSelector.match"] },
  { rule: "cleared", before: "1.12", kinds: volumes, paths: ["provisioning.maxSize"] },
  { rule: "cleared", kinds: ["VolumeConfig", "UserVolumeConfig"], paths: ["filesystem.xfs.minAllocationGroupSize"] },
  { rule: "cleared", kinds: ["ExistingVolumeConfig"], paths: ["discovery.volumeSelector.match"] },
  { rule: "cleared", kinds: ["LVMLogicalVolumeConfig"], paths: ["provisioning.minSize"] },
  { rule: "cleared", kinds: ["LVMVolumeGroupConfig", "RAIDArrayConfig"], paths: ["provisioning.volumeSelector.match"] },
  { rule: "cleared", kinds: ["LinkAliasConfig"], paths: ["selector.match"] },
  { rule: "cleared", kinds: ["OOMConfig"], paths: ["triggerExpression", "cgroupRankingExpression"] },
  { rule: "cleared", kinds: ["UnattendedInstallConfig"], paths: ["provisioning.diskSelector.match"] },
  { rule: "size", since: "1.12", kinds: volumes, paths: ["provisioning.maxSize"] },
  { rule: "size", kinds: ["LVMLogicalVolumeConfig"], paths: ["provisioning.maxSize"] },
  { rule: "refused", before: "1.14", kinds: ["RoutingRuleConfig"], paths: [""] },
  {
    rule: "pointer",
    since: "1.12",
    kinds: ["BondConfig"],
    paths: [
      ..."miimon updelay downdelay arpInterval adActorSysPrio adUserPortKey resendIGMP minLinks lpInterval".split(" "),
      ..."packetsPerSlave numPeerNotif tlbLogicalLb allSlavesActive peerNotifDelay missedMax".split(" ")
    ]
  },
  {
    rule: "pointer",
    since: "1.12",
    kinds: ["EthernetConfig"],
    paths: [
      ..."rx tx rx-mini rx-jumbo rx-buf-len cqe-size tx-push-buf-len".split(" ").map((key) => `rings.${key}`),
      ..."rx tx other combined".split(" ").map((key) => `channels.${key}`)
    ]
  },
  { rule: "pointer", since: "1.12", kinds: ["KubeSpanConfig"], paths: ["mtu"] },
  { rule: "pointer", since: "1.12", kinds: ["ZswapConfig"], paths: ["maxPoolPercent"] },
  { rule: "pointer", kinds: ["ContainerConfig"], paths: ["runAs.uid", "runAs.gid"] },
  { rule: "pointer", kinds: ["KubeAPIServerConfig"], paths: ["apiPort"] },
  { rule: "pointer", kinds: ["LVMLogicalVolumeConfig"], paths: ["mirrors", "stripes"] },
  { rule: "named-zero", zero: "accept", kinds: ["NetworkDefaultActionConfig"], paths: ["ingress"] },
  { rule: "named-zero", zero: "none", kinds: ["ExternalVolumeConfig"], paths: ["filesystemType"] },
  { rule: "named-zero", zero: "none", kinds: ["UserVolumeConfig"], paths: ["filesystem.type"] },
  { rule: "named-zero", zero: "none", kinds: volumes, paths: ["encryption.provider"] },
  { rule: "named-zero", zero: "linear", kinds: ["LVMLogicalVolumeConfig"], paths: ["type"] },
  { rule: "named-zero", zero: "raid1", kinds: ["RAIDArrayConfig"], paths: ["level"] },
  { rule: "named-zero", zero: "1.0", kinds: ["RAIDArrayConfig"], paths: ["metadata"] },
  { rule: "named-zero", zero: "unspec", kinds: ["RoutingRuleConfig"], paths: ["table", "action"] },
  { rule: "named-zero", zero: "unspec", kinds: ["VRFConfig"], paths: ["table"] },
  {
    rule: "duration",
    kinds: ["ExistingVolumeConfig", "UserVolumeConfig", "VolumeConfig"],
    paths: ["trim.interval", "scrub.interval"]
  },
  { rule: "duration", kinds: ["FilesystemScrubConfig", "FilesystemTrimConfig"], paths: ["interval"] },
  { rule: "duration", kinds: ["HTTPProbeConfig", "TCPProbeConfig"], paths: ["interval", "timeout"] },
  { rule: "duration", kinds: ["OOMConfig"], paths: ["sampleInterval"] },
  { rule: "duration", kinds: ["TimeSyncConfig"], paths: ["bootTimeout"] },
  { rule: "duration", kinds: ["WatchdogTimerConfig"], paths: ["timeout"] },
  { rule: "free", kinds: ["CRIBaseRuntimeSpecConfig"], paths: ["overrides"] },
  {
    rule: "free",
    kinds: [
      "KubeAdmissionControlConfig",
      "KubeAuditPolicyConfig",
      "KubeAuthenticationConfig",
      "KubeCredentialProviderConfig"
    ],
    paths: ["configuration"]
  },
  { rule: "free", kinds: ["KubeAuthorizerConfig"], paths: ["webhook"] },
  { rule: "free", kinds: ["KubeFlannelCNIConfig"], paths: ["backendExtraConfig"] },
  {
    rule: "free",
    kinds: ["KubeEtcdEncryptionConfig", "KubeProxyConfig", "KubeSchedulerConfig", "KubeletConfig"],
    paths: ["config"]
  },
  { rule: "free", kinds: ["KubeStaticPodConfig"], paths: ["pod"] },
  { rule: "free", kinds: withResources, paths: ["resources.requests", "resources.limits"] },
  { rule: "texts", kinds: ["EnvironmentConfig"], paths: ["variables"] },
  { rule: "texts", kinds: ["SysctlConfig", "SysfsConfig"], paths: ["params"] },
  { rule: "texts", kinds: ["KubeNodeConfig"], paths: ["labels", "annotations", "taints"] },
  {
    rule: "texts",
    kinds: ["KubeAPIServerConfig", "KubeControllerManagerConfig", "KubeSchedulerConfig"],
    paths: ["env"]
  },
  { rule: "texts", kinds: ["KubeExternalManifestConfig"], paths: ["headers"] },
  { rule: "open", kinds: ["EthernetConfig"], paths: ["features"] },
  {
    rule: "struct",
    kinds: volumes,
    paths: ["provisioning", "provisioning.diskSelector", "encryption", "filesystem", "mount"]
  },
  { rule: "struct", kinds: ["ExistingVolumeConfig"], paths: ["discovery", "discovery.volumeSelector", "mount"] },
  { rule: "struct", kinds: ["ExternalVolumeConfig"], paths: ["mount"] },
  { rule: "struct", kinds: ["LVMLogicalVolumeConfig"], paths: ["provisioning"] },
  {
    rule: "struct",
    kinds: ["LVMVolumeGroupConfig", "RAIDArrayConfig"],
    paths: ["provisioning", "provisioning.volumeSelector"]
  },
  { rule: "struct", kinds: ["LinkAliasConfig"], paths: ["selector"] },
  {
    rule: "struct",
    kinds: ["UnattendedInstallConfig"],
    paths: ["installer", "provisioning", "provisioning.diskSelector"]
  },
  { rule: "struct", kinds: ["BridgeConfig"], paths: ["stp", "vlan"] },
  { rule: "struct", kinds: ["ImageCacheConfig"], paths: ["local"] },
  { rule: "struct", kinds: withResources, paths: ["resources"] },
  { rule: "struct", kinds: ["KubeNodeConfig"], paths: ["nodeIP"] },
  { rule: "struct", kinds: ["KubeServiceAccountConfig"], paths: ["issuer", "accepted"] },
  { rule: "struct", kinds: ["NetworkRuleConfig"], paths: ["portSelector"] },
  { rule: "struct", kinds: ["ResolverConfig"], paths: ["searchDomains", "hostDNS"] },
  { rule: "struct", kinds: ["VethConfig"], paths: ["peer"] }
];

// src/config/merge/root-rules.ts
var root = ["v1alpha1"];
var staticPods = ["apiServer", "controllerManager", "scheduler"];
var extraArgs = [
  "machine.kubelet.extraArgs",
  ...[...staticPods, "etcd", "proxy"].map((component2) => `cluster.${component2}.extraArgs`)
];
var rootRules = [
  {
    rule: "replace",
    kinds: root,
    paths: ["cluster.network.podSubnets", "cluster.network.serviceSubnets", "cluster.apiServer.auditPolicy"]
  },
  { rule: "interfaces", kinds: root, paths: ["machine.network.interfaces"] },
  { rule: "keyed", key: "vlanId", kinds: root, paths: ["machine.network.interfaces.*.vlans"] },
  { rule: "keyed", key: "name", kinds: root, paths: ["cluster.apiServer.admissionControl"] },
  { rule: "values", since: "1.13", kinds: root, paths: extraArgs },
  {
    rule: "pair",
    fields: ["crt", "key"],
    kinds: root,
    paths: [
      "machine.ca",
      "machine.registries.config.*.tls.clientIdentity",
      "cluster.ca",
      "cluster.aggregatorCA",
      "cluster.etcd.ca"
    ]
  },
  { rule: "pair", fields: ["key"], kinds: root, paths: ["cluster.serviceAccount"] },
  { rule: "url", kinds: root, paths: ["cluster.controlPlane.endpoint"] },
  { rule: "refused", kinds: root, paths: ["machine.install.diskSelector.size"] },
  { rule: "pointer", kinds: root, paths: ["machine.registries.config.*.tls.ca"] },
  { rule: "pointer", since: "1.12", kinds: root, paths: ["machine.network.kubespan.mtu"] },
  { rule: "duration", kinds: root, paths: ["machine.time.bootTimeout", "cluster.adminKubeconfig.certLifetime"] },
  {
    rule: "free",
    kinds: root,
    paths: [
      "machine.kubelet.extraConfig",
      "machine.kubelet.credentialProviderConfig",
      "machine.pods.*",
      "machine.seccompProfiles.*.value",
      "machine.baseRuntimeSpecOverrides",
      "cluster.apiServer.auditPolicy",
      "cluster.apiServer.admissionControl.*.configuration",
      "cluster.apiServer.authorizationConfig.*.webhook",
      "cluster.scheduler.config",
      ...staticPods.flatMap((pod) => [`cluster.${pod}.resources.requests`, `cluster.${pod}.resources.limits`])
    ]
  },
  {
    rule: "texts",
    kinds: root,
    paths: [
      ..."env sysctls sysfs nodeLabels nodeAnnotations nodeTaints".split(" ").map((key) => `machine.${key}`),
      ...staticPods.map((pod) => `cluster.${pod}.env`),
      "cluster.extraManifestHeaders"
    ]
  },
  { rule: "texts", before: "1.13", kinds: root, paths: extraArgs },
  { rule: "open", kinds: root, paths: ["machine.registries.mirrors", "machine.registries.config"] },
  {
    rule: "struct",
    kinds: root,
    paths: [
      "machine.registries",
      "cluster.discovery.registries",
      "cluster.discovery.registries.kubernetes",
      "cluster.discovery.registries.service"
    ]
  }
];

// src/config/merge/rules-for.ts
function rulesFor(talosVersion) {
  const byKind = /* @__PURE__ */ new Map();
  for (const row of [...rootRules, ...documentRules]) {
    if (!appliesTo(row, talosVersion)) continue;
    for (const kind of row.kinds) {
      const top = byKind.get(kind) ?? emptyNode2();
      byKind.set(kind, top);
      for (const path4 of row.paths) nodeAt(top, path4).rows.push(row);
    }
  }
  return (id) => byKind.get(id.kind ?? "v1alpha1") ?? noRules;
}
function rulesBelow(rules, step3) {
  const below2 = rules.children.get(step3) ?? rules.children.get("*");
  if (below2 !== void 0) return below2;
  return rules.free || hasRule(rules, "free") ? freeRules : noRules;
}
function hasRule(rules, rule) {
  return rules.rows.some((row) => row.rule === rule);
}
function findRule(rules, rule) {
  return rules.rows.find((row) => row.rule === rule);
}
var noRules = { rows: [], children: /* @__PURE__ */ new Map(), free: false };
var freeRules = { rows: [], children: /* @__PURE__ */ new Map(), free: true };
function emptyNode2() {
  return { rows: [], children: /* @__PURE__ */ new Map(), free: false };
}
function nodeAt(top, path4) {
  if (path4 === "") return top;
  return path4.split(".").reduce((node3, step3) => {
    const child3 = node3.children.get(step3) ?? emptyNode2();
    node3.children.set(step3, child3);
    return child3;
  }, top);
}
function appliesTo(row, talosVersion) {
  if (row.since !== void 0 && !atLeast(talosVersion, row.since)) return false;
  return row.before === void 0 || !atLeast(talosVersion, row.before);
}

// src/config/merge/delete-at.ts
function deleteAt(root2, deletion, place, options) {
  return new Deleter(deletion, options).fromMap(root2, 0, place);
}
var Deleter = class {
  deletion;
  options;
  constructor(deletion, options) {
    this.deletion = deletion;
    this.options = options;
  }
  fromMap(map, depth, place) {
    const step3 = this.deletion.path[depth];
    if (typeof step3 !== "string") throw this.missing(place);
    const below2 = place.below(step3);
    if (this.isClosed(place)) throw this.missing(below2);
    const child3 = map.entries.get(step3);
    const isLast = depth === this.deletion.path.length - 1;
    const entries = new Map(map.entries);
    if (isLast && this.deletion.element === void 0) {
      if (child3 === void 0) this.refuseMissingKey(below2);
      entries.delete(step3);
    } else {
      entries.set(step3, this.fromChild(child3, depth + 1, below2, isLast));
      if (child3 === void 0) entries.delete(step3);
    }
    return { ...map, entries };
  }
  fromChild(child3, depth, place, isLast) {
    if (isLast && child3?.kind === "list") return this.fromList(child3, place);
    if (!isLast && child3?.kind === "map") return this.fromMap(child3, depth, place);
    if (!isLast && child3 === void 0 && hasRule(place.rules, "struct")) {
      return this.fromMap({ kind: "map", entries: /* @__PURE__ */ new Map() }, depth, place);
    }
    throw this.missing(place);
  }
  fromList(list4, place) {
    const index = place.rules.free ? -1 : list4.items.findIndex((item) => this.isSelected(item));
    if (index < 0) throw this.missing(place);
    return { ...list4, items: list4.items.toSpliced(index, 1) };
  }
  /** Talos compares text fields only: a number or a boolean never matches, an absent text is empty. */
  isSelected(item) {
    const { element } = this.deletion;
    if (item.kind !== "map" || element === void 0) return false;
    const value = item.entries.get(element.key);
    if (value === void 0) return element.value === "";
    const isText = value.kind === "scalar" && (value.quoted || typeof value.value === "string");
    return isText && value.text === element.value;
  }
  /** Structs that Talos's delete does not look into. */
  isClosed(place) {
    if (hasRule(place.rules, "pair") || hasRule(place.rules, "url")) return true;
    return hasRule(place.rules, "free") && !this.options.insideFreeYaml;
  }
  /** A field of a struct is always there; a key of a free map has to be. */
  refuseMissingKey(place) {
    const isMapKey = ["free", "texts", "open", "values"];
    if (place.rules.free || isMapKey.some((rule) => hasRule(place.around, rule))) throw this.missing(place);
    place.warn(
      "patch_deletes_nothing",
      this.deletion,
      "is not set, there is nothing to delete",
      "Remove the deletion."
    );
  }
  missing(place) {
    return place.fail(
      this.deletion,
      "cannot be deleted: it is not there",
      "Delete only what an earlier layer has written."
    );
  }
};

// src/config/merge/go-type.ts
function goType(node3) {
  if (node3.kind !== "scalar") return node3.kind;
  if (node3.value === null) return "null";
  if (typeof node3.value === "boolean") return "bool";
  if (node3.quoted) return "string";
  if (/^[-+]?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/.test(node3.text)) return "int";
  if (/^[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9_]*)?)([eE][-+]?[0-9]+)?$/.test(node3.text)) return "float";
  return typeof node3.value === "number" ? "float" : "string";
}

// src/config/merge/is-zero.ts
function isZero(node3, rules, parent) {
  const { value } = node3;
  if (value instanceof Secret || typeof value === "boolean") return false;
  if (value === null || value === "") return true;
  const zeroText = findRule(rules, "named-zero")?.zero;
  if (zeroText !== void 0 && node3.text === zeroText) return true;
  if (hasRule(rules, "duration")) return /^[-+]?(0|(0+(\.0*)?(ns|us|µs|μs|ms|s|m|h))+)$/.test(node3.text);
  if (typeof value === "string") return false;
  return Number(value) === 0 && !hasRule(parent, "texts");
}

// src/config/merge/merge-lists.ts
function mergeLists(left, right, place, mergeNodes2) {
  if (hasRule(place.rules, "replace")) return right;
  if (hasRule(place.rules, "images")) return replaceByImage(left, right);
  const matches2 = elementMatcher(place);
  if (matches2 === void 0) return append(left, right, place);
  const items3 = [...left.items];
  for (const item of right.items) {
    const index = items3.findIndex((old2) => matches2(old2, item));
    const old = items3[index];
    if (old === void 0) items3.push(item);
    else items3[index] = mergeNodes2(old, item, place.below(index));
  }
  return { ...left, items: items3 };
}
function isKeyed(rules) {
  return hasRule(rules, "interfaces") || hasRule(rules, "keyed");
}
function append(left, right, place) {
  if (left.items.length === 0) return right;
  const known3 = new Set(left.items.map(meaning));
  const repeated2 = place.rules.free ? void 0 : right.items.find((item) => known3.has(meaning(item)));
  if (repeated2 !== void 0) {
    const hint = "Talos appends this list: keep the entry in one layer only.";
    place.warn("duplicate_list_entry", repeated2, "holds the same entry twice after this patch", hint);
  }
  return { ...left, items: [...left.items, ...right.items] };
}
function elementMatcher(place) {
  if (hasRule(place.rules, "interfaces")) return sameInterface;
  const key = findRule(place.rules, "keyed")?.key;
  if (key === void 0) return void 0;
  return (old, item) => keyText(old, key) === keyText(item, key);
}
function sameInterface(old, item) {
  const name2 = keyText(item, "interface");
  if (name2 !== "") return keyText(old, "interface") === name2;
  const [a, b] = [selectorOf(old), selectorOf(item)];
  if (a === void 0 || b === void 0) return false;
  return !a.entries.has("physical") && !b.entries.has("physical") && equalNodes(a, b);
}
function selectorOf(node3) {
  const selector = node3.kind === "map" ? node3.entries.get("deviceSelector") : void 0;
  return selector?.kind === "map" ? withoutEmpty(selector) : void 0;
}
function withoutEmpty(map) {
  const isEmpty2 = (node3) => node3.kind === "scalar" && (node3.value === null || node3.value === "");
  return { ...map, entries: new Map([...map.entries].filter(([, value]) => !isEmpty2(value))) };
}
function keyText(node3, key) {
  const value = node3.kind === "map" ? node3.entries.get(key) : void 0;
  if (value?.kind !== "scalar" || value.value === null || value.value === 0) return "";
  return typeof value.value === "number" ? String(value.value) : value.text;
}
function replaceByImage(left, right) {
  const items3 = [...left.items];
  const known3 = new Map(left.items.map((item, index) => [keyText(item, "image"), index]));
  for (const item of right.items) {
    const index = known3.get(keyText(item, "image"));
    if (index === void 0) items3.push(item);
    else items3[index] = item;
  }
  return { ...left, items: items3 };
}

// src/config/merge/merge-url.ts
function mergeUrls(left, right) {
  const [a, b] = [splitUrl(left), splitUrl(right)];
  if (a.user !== "" && b.user !== "") return void 0;
  const part2 = (key) => b[key] || a[key];
  return joinUrl({
    scheme: part2("scheme"),
    opaque: part2("opaque"),
    user: part2("user"),
    host: part2("host"),
    path: part2("path"),
    query: part2("query"),
    fragment: part2("fragment")
  });
}
var pattern4 = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;
function splitUrl(url2) {
  const [, scheme = "", authority = "", rest = "", query = "", fragment = ""] = pattern4.exec(url2) ?? [];
  const at2 = authority.lastIndexOf("@");
  const isOpaque = scheme !== "" && authority === "" && rest !== "" && !rest.startsWith("/");
  return {
    scheme: scheme.toLowerCase(),
    opaque: isOpaque ? rest : "",
    user: at2 < 0 ? "" : authority.slice(0, at2),
    host: authority.slice(at2 + 1),
    path: isOpaque ? "" : rest,
    query,
    fragment
  };
}
function joinUrl(parts) {
  const scheme = parts.scheme === "" ? "" : `${parts.scheme}:`;
  const query = parts.query === "" ? "" : `?${parts.query}`;
  const fragment = parts.fragment === "" ? "" : `#${parts.fragment}`;
  if (parts.opaque !== "") return `${scheme}${parts.opaque}${query}${fragment}`;
  const user = parts.user === "" ? "" : `${parts.user}@`;
  const hasAuthority = parts.host !== "" || user !== "" || scheme !== "" && parts.path !== "";
  const path4 = parts.path !== "" && parts.host !== "" && !parts.path.startsWith("/") ? `/${parts.path}` : parts.path;
  return `${scheme}${hasAuthority ? "//" : ""}${user}${parts.host}${path4}${query}${fragment}`;
}

// src/config/merge/merge-nodes.ts
function mergeNodes(left, right, place) {
  if (isNull(left)) return right;
  if (isNull(right)) return mergeNull(left, right, place);
  if (hasRule(place.rules, "refused")) {
    const hint = "Write the value in one layer only, or replace it with a JSON patch.";
    throw place.fail(right, "is already set, and Talos cannot merge a second value into it", hint);
  }
  refuseOtherType(left, right, place);
  if (left.kind === "map" && right.kind === "map") return mergeMaps(left, right, place);
  if (left.kind === "list" && right.kind === "list") return mergeLists(left, right, place, mergeNodes);
  if (left.kind === "scalar" && right.kind === "scalar") return mergeScalars(left, right, place);
  return right;
}
function mergeMaps(left, right, place) {
  if (hasRule(place.rules, "replace")) return right.entries.size === 0 ? left : right;
  const fields2 = findRule(place.rules, "pair")?.fields;
  if (fields2 !== void 0) return mergePair(left, right, fields2, place);
  const entries = new Map(left.entries);
  const replacesValues = hasRule(place.rules, "values");
  for (const [key, value] of right.entries) {
    entries.set(key, replacesValues ? value : mergeEntry(entries.get(key), value, place.below(key)));
  }
  clearOmitted(entries, right, place);
  return { ...left, entries };
}
function mergeEntry(old, value, place) {
  if (old !== void 0) return mergeNodes(old, value, place);
  if (value.kind !== "list" || !isKeyed(place.rules)) return value;
  return mergeLists({ ...value, items: [] }, value, place, mergeNodes);
}
function clearOmitted(entries, right, place) {
  for (const [key, rules] of place.rules.children) {
    const old = entries.get(key);
    const given = right.entries.get(key);
    if (old === void 0 || isNull(old) || given !== void 0 && !isNull(given)) continue;
    const below2 = place.below(key);
    if (hasRule(rules, "cleared")) {
      entries.delete(key);
      warnCleared(right, below2);
    } else if (hasRule(rules, "struct") && old.kind === "map") {
      entries.set(key, mergeMaps(old, { ...right, entries: /* @__PURE__ */ new Map() }, below2));
    }
  }
}
function warnCleared(right, place) {
  const hint = "Repeat the value in this patch, so that it stays.";
  place.warn(
    "patch_clears_sibling",
    right,
    "is removed, because this patch changes the same document without repeating it",
    hint
  );
}
function mergePair(left, right, fields2, place) {
  const entries = new Map(right.entries);
  for (const field2 of fields2) {
    const given = right.entries.get(field2);
    if (given !== void 0 && !isNull(given)) continue;
    const old = left.entries.get(field2);
    if (old === void 0 || old.kind === "scalar" && isZero(old, place.rules, place.rules)) continue;
    entries.set(field2, {
      kind: "scalar",
      value: "",
      text: "",
      quoted: true,
      ...right.origin && { origin: right.origin }
    });
    const hint = "Write certificate and key together in one patch.";
    place.below(field2).warn("certificate_pair_incomplete", right, "is blanked, because this patch holds only the other half", hint);
  }
  return { ...right, entries };
}
function mergeScalars(left, right, place) {
  if (hasRule(place.rules, "cleared") || hasRule(place.rules, "pointer")) return right;
  if (isZero(right, place.rules, place.around)) return left;
  if (hasRule(place.rules, "url")) return mergeUrlNodes(left, right, place);
  if (hasRule(place.rules, "size") && isPercentage(right) && left.text !== "" && !isPercentage(left)) {
    const hint = "Set it once, or delete it with $patch: delete in an earlier patch.";
    place.warn("patch_ignored", right, "stays as it is: Talos does not replace a size in bytes by a percentage", hint);
    return left;
  }
  return right;
}
function isPercentage(node3) {
  return node3.text.includes("%");
}
function mergeUrlNodes(left, right, place) {
  const url2 = mergeUrls(left.text, right.text);
  if (url2 === void 0) throw place.fail(right, "cannot be merged: both URLs hold user information");
  return url2 === right.text ? right : { ...right, value: url2, text: url2 };
}
function mergeNull(left, right, place) {
  if (!place.rules.free) return left;
  throw place.fail(right, "is null, which Talos cannot merge into free YAML", "Write $patch: delete.");
}
function refuseOtherType(left, right, place) {
  const [old, given] = place.rules.free ? [goType(left), goType(right)] : [left.kind, right.kind];
  if (old === given) return;
  throw place.fail(right, `is a ${given} in the patch and a ${old} in the configuration`);
}
function isNull(node3) {
  return node3.kind === "scalar" && node3.value === null;
}

// src/config/merge/merge-place.ts
var MergePlace = class _MergePlace {
  file;
  document;
  path;
  rules;
  /** Rules of the map or list around the place. */
  around;
  notes;
  constructor(at2) {
    this.file = at2.file;
    this.document = at2.document;
    this.path = at2.path;
    this.rules = at2.rules;
    this.around = at2.around;
    this.notes = at2.notes;
  }
  below(step3) {
    const rules = rulesBelow(this.rules, typeof step3 === "number" ? "*" : step3);
    return new _MergePlace({ ...this.own(), path: [...this.path, step3], rules, around: this.rules });
  }
  fail(node3, reason, hint) {
    return patchError({ ...this.own(), origin: node3?.origin }, reason, hint);
  }
  warn(code, node3, reason, hint) {
    const place = { ...this.own(), origin: node3?.origin };
    this.notes.push({
      code,
      severity: "warning",
      message: `${formatPlace(place)}${reason}`,
      hint,
      location: locationOf(place)
    });
  }
  own() {
    const { file, document, path: path4, rules, around, notes } = this;
    return { file, document, path: path4, rules, around, notes };
  }
};

// src/config/merge/apply-strategic-patch.ts
function applyStrategicPatch(config2, patch, options) {
  const merge = new PatchedDocuments(config2, patch.file, options);
  refuseRepeated(patch, options.talosVersion);
  for (const document of patch.documents) merge.apply(document);
  return { documents: merge.documents() };
}
var PatchedDocuments = class {
  byKey;
  file;
  options;
  constructor(config2, file, options) {
    this.byKey = new Map(config2.documents.map((document) => [documentKey(document.id), document]));
    this.file = file;
    this.options = options;
  }
  documents() {
    const all = [...this.byKey.values()];
    const isRoot = (document) => document.id.kind === void 0;
    return [...all.filter(isRoot), ...all.filter((document) => !isRoot(document))];
  }
  apply(patch) {
    for (const deletion of patch.deletes) this.delete(patch, deletion);
    if (patch.root === void 0) return;
    const key = documentKey(patch.id);
    const old = this.byKey.get(key);
    const { root: root2 } = patch;
    if (old === void 0) {
      this.byKey.set(key, { id: patch.id, root: root2, ...patch.origin && { origin: patch.origin } });
    } else {
      this.byKey.set(key, { ...old, root: this.merge(old.root, root2, this.placeOf(patch)) });
    }
  }
  merge(left, right, place) {
    const merged = mergeNodes(left, right, place);
    return merged.kind === "map" ? merged : left;
  }
  delete(patch, deletion) {
    const key = documentKey(patch.id);
    const old = this.byKey.get(key);
    if (old === void 0) {
      this.reportMissing(patch, deletion);
    } else if (deletion.path.length === 0) {
      this.byKey.delete(key);
    } else {
      const insideFreeYaml = atLeast(this.options.talosVersion, "1.12");
      const root2 = deleteAt(old.root, deletion, this.placeOf(patch), { insideFreeYaml });
      this.byKey.set(key, { ...old, root: root2 });
    }
  }
  /** Talos skips it from 1.14 on; before, it appends an empty document, with which no node can start. */
  reportMissing(patch, deletion) {
    const reason = `cannot be deleted: there is no document ${formatDocumentId(patch.id)}`;
    const place = { file: this.file, origin: deletion.origin };
    const hint = "Delete only what an earlier layer has written.";
    if (!atLeast(this.options.talosVersion, "1.14")) throw patchError({ ...place, path: deletion.path }, reason, hint);
    this.placeOf(patch).warn("patch_deletes_nothing", deletion, reason, hint);
  }
  placeOf(patch) {
    const rules = this.options.rules(patch.id);
    return new MergePlace({
      file: this.file,
      document: patch.id,
      path: [],
      rules,
      around: rules,
      notes: this.options.notes
    });
  }
};
function refuseRepeated(patch, talosVersion) {
  if (atLeast(talosVersion, "1.14")) return;
  const seen = /* @__PURE__ */ new Set();
  for (const document of patch.documents) {
    const key = documentKey(document.id);
    if (document.root !== void 0 && seen.has(key)) {
      const reason = `it has two documents ${formatDocumentId(document.id)}`;
      throw patchError({ file: patch.file, origin: document.origin }, reason, "Join the two.");
    }
    if (document.root !== void 0) seen.add(key);
  }
}

// src/config/merge/read-patch-document.ts
var rootKeys = ["cluster", "debug", "machine", "persist"];
function readPatchDocument(node3, file) {
  const id = identify(node3, file);
  const origin = node3.origin === void 0 ? {} : { origin: node3.origin };
  if (isDeleteMarker(node3)) {
    if (id.kind !== void 0) return [{ id, deletes: [{ path: [], ...origin }], ...origin }];
    throw patchError({ file, origin: node3.origin }, "the v1alpha1 document cannot be deleted");
  }
  const extractor = new DeletionExtractor(file);
  const root2 = extractor.takeFromMap(node3, []);
  if (root2 === void 0 || saysNothing(root2)) {
    return extractor.deletes.length === 0 ? [] : [{ id, deletes: extractor.deletes, ...origin }];
  }
  refuseUnknown(root2, id, file);
  return [{ id, deletes: extractor.deletes, root: root2, ...origin }];
}
function identify(node3, file) {
  const id = documentId(node3);
  if (id.kind === void 0 || id.apiVersion !== void 0) return id;
  const place = { file, origin: node3.origin };
  throw patchError(place, `a ${id.kind} document has no apiVersion`, "Write apiVersion: v1alpha1.");
}
function refuseUnknown(root2, id, file) {
  if (id.kind !== void 0 || rootKeys.some((key) => root2.entries.has(key))) return;
  const [first2 = ""] = root2.entries.keys();
  const nearest = nearestName(first2, rootKeys);
  throw patchError(
    { file, origin: root2.entries.get(first2)?.origin ?? root2.origin },
    nearest === void 0 ? "a document has neither kind nor any key of the v1alpha1 document" : `${nearest} is misspelt, and the document has no kind`,
    nearest === void 0 ? "A patch of the v1alpha1 document starts with machine: or cluster:." : `Write ${nearest}: instead of ${first2}:.`
  );
}
function saysNothing(root2) {
  return [...root2.entries].every(([key, value]) => key === "version" && value.kind === "scalar");
}
var DeletionExtractor = class {
  deletes = [];
  file;
  constructor(file) {
    this.file = file;
  }
  takeFromMap(map, path4) {
    const entries = /* @__PURE__ */ new Map();
    for (const [key, value] of map.entries) {
      const rest = this.take(value, [...path4, key]);
      if (rest !== void 0) entries.set(key, rest);
    }
    return entries.size === 0 && map.entries.size > 0 ? void 0 : { ...map, entries };
  }
  take(node3, path4) {
    if (node3.kind === "scalar") return node3;
    if (node3.kind === "list") return this.takeFromList(node3, path4);
    if (!isDeleteMarker(node3)) return this.takeFromMap(node3, path4);
    this.refuseInsideList(path4, node3);
    this.deletes.push({ path: path4, ...node3.origin && { origin: node3.origin } });
    return void 0;
  }
  takeFromList(list4, path4) {
    const items3 = list4.items.flatMap((item, index) => {
      const isMarked = item.kind === "map" && isDeleteMarker(item);
      if (isMarked) this.deletes.push(this.elementDeletion(item, path4));
      const rest = isMarked ? void 0 : this.take(item, [...path4, index]);
      return rest === void 0 ? [] : [rest];
    });
    return items3.length === 0 && list4.items.length > 0 ? void 0 : { ...list4, items: items3 };
  }
  elementDeletion(item, path4) {
    this.refuseInsideList(path4, item);
    const selector = [...item.entries].find(([key2]) => key2 !== "$patch");
    if (selector === void 0) {
      const hint = "Name the element by one of its keys beside $patch: delete.";
      throw patchError({ file: this.file, path: path4, origin: item.origin }, "does not say which element to delete", hint);
    }
    const [key, value] = selector;
    const text5 = value.kind === "scalar" ? value.text : "";
    return { path: path4, element: { key, value: text5 }, ...item.origin && { origin: item.origin } };
  }
  refuseInsideList(path4, node3) {
    if (!path4.some((step3) => typeof step3 === "number")) return;
    const place = { file: this.file, path: path4, origin: node3.origin };
    throw patchError(
      place,
      "cannot be deleted: it stands inside a list element",
      "Delete the whole element and add it again."
    );
  }
};
function isDeleteMarker(map) {
  const marker2 = map.entries.get("$patch");
  return marker2?.kind === "scalar" && isDelete(marker2);
}
function isDelete(marker2) {
  return marker2.text === "delete";
}

// src/config/merge/apply-patches.ts
function applyPatches(config2, patches, options) {
  const notes = [];
  const strategic = { talosVersion: options.talosVersion, rules: rulesFor(options.talosVersion), notes };
  const patched = patches.reduce((current, patch) => {
    if (patch.kind === "json6902") return applyJsonPatch(current, patch);
    return applyStrategicPatch(current, patch, strategic);
  }, config2);
  return { config: patches.length === 0 ? config2 : withoutEmptyRoot(patched), notes };
}
function withoutEmptyRoot(config2) {
  const root2 = rootDocument(config2);
  if (root2 === void 0 || !saysNothing(root2.root)) return config2;
  return { documents: config2.documents.filter((document) => document !== root2) };
}

// src/config/merge/read-json-patch.ts
function readJsonPatch(list4, file) {
  return { kind: "json6902", file, operations: list4.items.map((item) => readOperation(item, file)) };
}
function readOperation(node3, file) {
  const place = { file, origin: node3.origin };
  if (node3.kind !== "map") throw patchError(place, "a JSON patch operation must be a map with op and path");
  const origin = node3.origin === void 0 ? {} : { origin: node3.origin };
  const op = text(node3, "op", file);
  const path4 = pointer(node3, "path", file);
  switch (op) {
    case "remove":
      return { op, path: path4, ...origin };
    case "copy":
    case "move":
      return { op, path: path4, from: pointer(node3, "from", file), ...origin };
    case "add":
    case "replace":
    case "test": {
      const value = node3.entries.get("value");
      if (value === void 0) throw patchError(place, `the JSON patch operation ${op} has no value`);
      return { op, path: path4, value, ...origin };
    }
    default: {
      const hint = "The operations are add, copy, move, remove, replace and test.";
      throw patchError(place, "a JSON patch operation is unknown", hint);
    }
  }
}
function pointer(node3, key, file) {
  const value = text(node3, key, file);
  if (value === "" || value.startsWith("/") && !/~(?![01])/.test(value)) return value;
  const hint = "A JSON pointer starts with /; inside a key, / is written ~1 and ~ is written ~0.";
  throw patchError(
    { file, origin: node3.entries.get(key)?.origin },
    `the ${key} of an operation is no JSON pointer`,
    hint
  );
}
function text(node3, key, file) {
  const value = node3.entries.get(key);
  if (value?.kind === "scalar" && typeof value.value === "string") return value.value;
  throw patchError({ file, origin: value?.origin ?? node3.origin }, `a JSON patch operation has no ${key}`);
}

// src/config/merge/parse-patch.ts
function parsePatch(text5, options) {
  const { file } = options;
  const documents = parseYaml(text5, options);
  const [first2] = documents;
  if (first2?.kind === "list" && documents.length === 1) return readJsonPatch(first2, file);
  return {
    kind: "strategic",
    file,
    documents: documents.flatMap((node3) => {
      if (node3.kind === "map") return readPatchDocument(node3, file);
      const found = node3.kind === "list" ? "a list beside other documents" : "a plain value";
      throw patchError(
        { file, origin: node3.origin },
        `found ${found}`,
        "A patch is a map, or one list of JSON patch operations."
      );
    })
  };
}

// src/config/templates/template-fault.ts
var TemplateFault = class extends Error {
  code;
  hint;
  location;
  /** The include, import or extends statements that led here, innermost first. */
  includedFrom = [];
  constructor(message, options = {}) {
    super(message);
    this.code = options.code ?? "template_invalid";
    this.hint = options.hint;
  }
  /** Says where the fault happened, unless that is known already. */
  at(file, position2) {
    this.location ??= locate(file, position2);
    return this;
  }
};
function locate(file, position2) {
  return { file, line: position2.lineno + 1, column: position2.colno + 1 };
}
function unsupported(what, hint) {
  return new TemplateFault(`${what} is not supported`, { code: "template_unsupported", ...hint ? { hint } : {} });
}
function tooMuch2(what) {
  return new TemplateFault(what, {
    code: "template_limit",
    hint: "Machine configurations stay far below this limit: look for an endless loop or a repetition that grows"
  });
}
function toUserError(fault, path4) {
  const chain2 = fault.includedFrom.map((location2) => `, included from ${formatLocation(location2)}`).join("");
  const location = fault.location ?? { file: path4 };
  return new UserError(
    `Cannot render ${path4}: ${fault.message}${chain2 === "" ? "" : ` (${formatLocation(location)}${chain2})`}`,
    {
      code: fault.code,
      location,
      ...fault.hint === void 0 ? {} : { hint: fault.hint }
    }
  );
}

// src/config/templates/values/decimal.ts
function shortestDigits(value) {
  const negative = value < 0 || Object.is(value, -0);
  const [mantissa = "0", exponent = "0"] = Math.abs(value).toExponential().split("e");
  return { negative, digits: mantissa.replace(".", ""), exponent: Number(exponent) + 1 };
}
function formatDecimal(digits, exponent) {
  if (exponent <= 0) return digits === "0" ? "0" : `0.${"0".repeat(-exponent)}${digits}`;
  if (digits.length <= exponent) return digits + "0".repeat(exponent - digits.length);
  return `${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
}
function toFixed(value, places) {
  const { numerator, denominator } = toFraction(value);
  const scaled = divideHalfEven(numerator * 10n ** BigInt(places), denominator);
  const digits = String(scaled).padStart(places + 1, "0");
  if (places === 0) return digits;
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
function toExponential(value, places) {
  const fraction = toFraction(value);
  if (fraction.numerator === 0n) return { mantissa: places === 0 ? "0" : `0.${"0".repeat(places)}`, exponent: 0 };
  let exponent = estimateExponent(fraction);
  let digits = String(scaledDigits(fraction, places - exponent));
  if (digits.length > places + 1) {
    exponent += 1;
    digits = String(scaledDigits(fraction, places - exponent));
  }
  return { mantissa: places === 0 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`, exponent };
}
function scaledDigits({ numerator, denominator }, power2) {
  const factor = 10n ** BigInt(Math.abs(power2));
  return power2 >= 0 ? divideHalfEven(numerator * factor, denominator) : divideHalfEven(numerator, denominator * factor);
}
function estimateExponent({ numerator, denominator }) {
  const quotient = numerator / denominator;
  if (quotient > 0n) return String(quotient).length - 1;
  let exponent = 0;
  for (let scaled = numerator; scaled < denominator; scaled *= 10n) exponent--;
  return exponent;
}
function toFraction(value) {
  if (typeof value === "bigint") return { numerator: value < 0n ? -value : value, denominator: 1n };
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, Math.abs(value));
  const raw = bits.getBigUint64(0);
  const biased = Number(raw >> 52n);
  const mantissa = raw & (1n << 52n) - 1n | (biased === 0 ? 0n : 1n << 52n);
  const power2 = (biased === 0 ? 1 : biased) - 1075;
  if (power2 >= 0) return { numerator: mantissa << BigInt(power2), denominator: 1n };
  return { numerator: mantissa, denominator: 1n << BigInt(-power2) };
}
function divideHalfEven(numerator, denominator) {
  const quotient = numerator / denominator;
  const twice = numerator % denominator * 2n;
  if (twice < denominator || twice === denominator && quotient % 2n === 0n) return quotient;
  return quotient + 1n;
}
function exactPower(base, exponent) {
  if (exponent === 0) return 1;
  if (!Number.isFinite(base) || base === 0) return base ** exponent;
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 1100) return void 0;
  const { numerator, denominator } = toFraction(base);
  const power2 = BigInt(Math.abs(exponent));
  const [top, bottom] = exponent > 0 ? [numerator, denominator] : [denominator, numerator];
  if (bitLength(top) * power2 > 4096n || bitLength(bottom) * power2 > 4096n) return void 0;
  const result = (base < 0 ? -1 : 1) ** Math.abs(exponent) * quotientOf(top ** power2, bottom ** power2);
  const back = toFraction(result);
  const exact = Number.isFinite(result) && back.numerator * bottom ** power2 === top ** power2 * back.denominator;
  return exact ? result : void 0;
}
function bitLength(value) {
  return BigInt(value.toString(2).length);
}
function quotientOf(top, bottom) {
  return Number(top) / Number(bottom);
}

// src/config/templates/values/value.ts
var SilentUndefined = class {
  silent = true;
};
var silentUndefined = new SilentUndefined();
var SafeText = class {
  text;
  constructor(text5) {
    this.text = text5;
  }
};
var TemplateObject = class {
  has(_key) {
    return false;
  }
  /** The entry under a key; undefined when there is none. */
  get(_key) {
    return void 0;
  }
  /** Keys of a map, items of anything else; undefined when it cannot be iterated. */
  items() {
    return void 0;
  }
  /** How many items there are, where that is known beforehand. */
  get size() {
    return this.items()?.length;
  }
  /** How it prints, where not as a list or map. */
  display() {
    return void 0;
  }
};
var Iterable = class extends TemplateObject {
  kind = "iterable";
  #make;
  #sized;
  #made;
  constructor(make, options = { sized: true }) {
    super();
    this.#make = make;
    this.#sized = options.sized;
  }
  items() {
    this.#made ??= this.#make();
    return this.#made;
  }
  get size() {
    return this.#sized ? this.items().length : void 0;
  }
};
function kindOf(value) {
  if (value === void 0 || value instanceof SilentUndefined) return "undefined";
  if (value === null) return "none";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint" || typeof value === "number") return "number";
  if (typeof value === "string" || value instanceof SafeText) return "string";
  if (!(value instanceof TemplateObject)) return "sequence";
  if (value.kind === "iterable") return "iterator";
  return value.kind === "plain" ? "plain object" : value.kind;
}
function isUndefined(value) {
  return value === void 0 || value instanceof SilentUndefined;
}
function isAbsent(value) {
  return value === null || isUndefined(value);
}
function isNumber(value) {
  return typeof value === "bigint" || typeof value === "number";
}
function textOf(value) {
  if (typeof value === "string") return value;
  return value instanceof SafeText ? value.text : void 0;
}
function sameSafety(value, text5) {
  return value instanceof SafeText ? new SafeText(text5) : text5;
}
function isObject(value) {
  return value instanceof TemplateObject || Array.isArray(value);
}
function isMap2(value) {
  return value instanceof TemplateObject && value.kind === "map";
}
function isListLike(value) {
  return isObject(value) && (Array.isArray(value) || kindOf(value) === "sequence" || kindOf(value) === "iterator");
}
function isTrue(value) {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return value !== "";
  if (value instanceof SafeText) return value.text !== "";
  if (typeof value === "bigint") return value !== 0n;
  if (typeof value === "number") return value !== 0;
  if (isAbsent(value)) return false;
  return sizeOf(value) !== 0;
}
function sizeOf(value) {
  const text5 = textOf(value);
  if (text5 !== void 0) return countCharacters(text5);
  if (value instanceof TemplateObject) return value.size;
  return Array.isArray(value) ? value.length : void 0;
}
function countCharacters(text5) {
  let count2 = text5.length;
  for (let at2 = 0; at2 < text5.length - 1; at2++) {
    const unit = text5.charCodeAt(at2);
    if (unit >= 55296 && unit <= 56319) count2--;
  }
  return count2;
}

// src/config/templates/values/iterate.ts
function itemsOf(value) {
  const items3 = tryItemsOf(value);
  if (items3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be iterated`);
  return items3;
}
function tryItemsOf(value) {
  if (isObject(value)) return objectItems(value);
  if (isAbsent(value)) return [];
  const text5 = textOf(value);
  return text5 === void 0 ? void 0 : [...text5];
}
function objectItems(value) {
  return value instanceof TemplateObject ? value.items() : value;
}
function lengthHint(value) {
  if (isAbsent(value) || textOf(value) === "") return 0;
  if (value instanceof TemplateObject) return value.size;
  return Array.isArray(value) ? value.length : void 0;
}

// src/config/templates/values/value-map.ts
var ValueMap = class extends TemplateObject {
  kind = "map";
  #entries = /* @__PURE__ */ new Map();
  constructor(entries = []) {
    super();
    for (const [key, value] of entries) this.set(key, value);
  }
  /** Only for whoever builds the map: templates cannot change one. An existing key keeps its place. */
  set(key, value) {
    if (isObject(key) || Number.isNaN(key)) throw unsupported(`a ${kindOf(key)} as the key of a map`);
    const id = identityOf(key);
    this.#entries.set(id, { key: this.#entries.get(id)?.key ?? key, value });
  }
  has(key) {
    return this.#entries.has(identityOf(key));
  }
  get(key) {
    return this.#entries.get(identityOf(key))?.value;
  }
  items() {
    return [...this.#entries.values()].map(({ key }) => key);
  }
  get size() {
    return this.#entries.size;
  }
};
var Keywords = class extends ValueMap {
  /** The names that stand in the template; others come from a map, and an error must not repeat them. */
  written = /* @__PURE__ */ new Set();
};
function identityOf(key) {
  if (key instanceof SafeText) return key.text;
  if (typeof key === "number" && Number.isInteger(key)) return BigInt(key);
  return kindOf(key) === "undefined" ? void 0 : key;
}
function entriesOf(map) {
  return (map.items() ?? []).map((key) => [key, map.get(key)]);
}

// src/config/templates/values/display.ts
function display(value, meter) {
  if (typeof value === "string") return value;
  if (value instanceof SafeText) return value.text;
  if (isUndefined(value)) return "";
  if (typeof value === "number") return displayFloat(value);
  return inspect(value, meter);
}
function inspect(value, meter, indentation) {
  const text5 = inspectScalar(value) ?? inspectObject(value, meter, indentation);
  meter.step();
  meter.allocate(text5.length);
  return text5;
}
function inspectScalar(value) {
  if (isUndefined(value)) return "undefined";
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return inspectFloat(value);
  if (typeof value === "string") return quote(value);
  return value instanceof SafeText ? quote(value.text) : void 0;
}
function inspectObject(value, meter, indentation) {
  if (!(value instanceof TemplateObject) && !Array.isArray(value)) return "";
  if (value instanceof TemplateObject) {
    const own2 = value.display();
    if (own2 !== void 0) return display(own2, meter);
    if (value.kind === "plain") throw unsupported("printing a function");
  }
  const inner = indentation === void 0 ? void 0 : `${indentation}    `;
  if (isMap2(value)) {
    const entries = entriesOf(value).map(
      ([key, item]) => `${inspect(key, meter, inner)}: ${inspect(item, meter, inner)}`
    );
    return bracket("{", entries, "}", indentation);
  }
  if (kindOf(value) === "iterator" && value instanceof TemplateObject && value.size === void 0) return "<iterator>";
  const items3 = (objectItems(value) ?? []).map((item) => inspect(item, meter, inner));
  return bracket("[", items3, "]", indentation);
}
function bracket(open2, items3, close2, indentation) {
  if (indentation === void 0 || items3.length === 0) return open2 + items3.join(", ") + close2;
  const lines2 = items3.map((item) => `${indentation}    ${item},
`);
  return `${open2}
${lines2.join("")}${indentation}${close2}`;
}
function displayFloat(value) {
  const text5 = floatWithoutPoint(value);
  return /[.fN]/.test(text5) ? text5 : `${text5}.0`;
}
function floatWithoutPoint(value) {
  if (!Number.isFinite(value)) return notFinite(value);
  const { negative, digits, exponent } = shortestDigits(value);
  return (negative ? "-" : "") + formatDecimal(digits, exponent);
}
function inspectFloat(value) {
  if (!Number.isFinite(value)) return notFinite(value);
  const magnitude = Math.abs(value);
  if (magnitude === 0 || magnitude >= 1e-4 && magnitude < 1e16) return displayFloat(value);
  return scientific(value);
}
function scientific(value) {
  const { negative, digits, exponent } = shortestDigits(value);
  const mantissa = digits.length === 1 ? digits : `${digits.slice(0, 1)}.${digits.slice(1)}`;
  return `${negative ? "-" : ""}${mantissa}e${exponent - 1}`;
}
function notFinite(value) {
  if (Number.isNaN(value)) return "NaN";
  return value > 0 ? "inf" : "-inf";
}
var needsEscape = /["\\\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}\p{Grapheme_Extend}]/gu;
var shortEscapes = /* @__PURE__ */ new Map([
  ["\0", "\\0"],
  ["	", "\\t"],
  ["\r", "\\r"],
  ["\n", "\\n"],
  ['"', '\\"'],
  ["\\", "\\\\"],
  [" ", " "]
]);
function quote(text5) {
  const escaped2 = text5.replace(
    needsEscape,
    (character) => shortEscapes.get(character) ?? `\\u{${character.codePointAt(0)?.toString(16)}}`
  );
  return `"${escaped2}"`;
}

// src/config/templates/values/numbers.ts
var maxI64 = 2n ** 63n;
var maxI128 = 2n ** 127n;
function integerOf(value) {
  if (typeof value === "bigint") return value;
  if (typeof value === "boolean") return value ? 1n : 0n;
  if (typeof value !== "number" || !Number.isInteger(value)) return void 0;
  const integer = BigInt(value);
  return integer >= -maxI64 && integer < maxI64 ? integer : void 0;
}
function indexOf(value) {
  const integer = integerOf(value);
  if (integer === void 0 || integer < -maxI64 || integer >= maxI64) return void 0;
  return clampIndex(integer);
}
function clampIndex(integer) {
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  if (integer > limit) return Number.MAX_SAFE_INTEGER;
  return integer < -limit ? -Number.MAX_SAFE_INTEGER : Number(integer);
}
function countOf(value) {
  const count2 = indexOf(value);
  return count2 === void 0 || count2 < 0 ? void 0 : count2;
}
function floatOf(value) {
  if (typeof value === "number") return value;
  if (typeof value === "bigint") return Number(value);
  return typeof value === "boolean" ? Number(value) : void 0;
}
function exactFloatOf(value) {
  const float2 = floatOf(value);
  if (float2 === void 0 || typeof value !== "bigint") return float2;
  return BigInt(float2) === value ? float2 : void 0;
}
function checkedInteger(integer) {
  return integer >= -maxI128 && integer < maxI128 ? integer : void 0;
}
function truncateToInteger(float2) {
  if (Number.isNaN(float2)) return 0n;
  if (float2 >= 2 ** 127) return maxI128 - 1n;
  return float2 <= -(2 ** 127) ? -maxI128 : BigInt(Math.trunc(float2));
}
var integerText = /^[-+]?\d+$/;
var floatText = /^[-+]?(?:inf(?:inity)?|nan|(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)$/i;
function parseInteger(text5) {
  return integerText.test(text5) ? checkedInteger(BigInt(text5.replace(/^\+/, ""))) : void 0;
}
function parseFloatText(text5) {
  if (!floatText.test(text5)) return void 0;
  const unsigned = text5.replace(/^[-+]/, "").toLowerCase();
  const sign = text5.startsWith("-") ? -1 : 1;
  if (unsigned.startsWith("inf")) return sign * Number.POSITIVE_INFINITY;
  return unsigned === "nan" ? Number.NaN : sign * Number(unsigned);
}
function toInteger(value) {
  const text5 = textOf(value);
  if (text5 === void 0) {
    if (typeof value === "number") return truncateToInteger(value);
    const integer2 = kindOf(value) === "none" || kindOf(value) === "undefined" ? 0n : integerOf(value);
    if (integer2 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be converted to an integer`);
    return integer2;
  }
  const integer = parseInteger(text5);
  if (integer !== void 0) return integer;
  const float2 = parseFloatText(text5);
  if (float2 === void 0) throw new TemplateFault("the text is not a number");
  return truncateToInteger(float2);
}
function toFloat(value) {
  const text5 = textOf(value);
  if (text5 === void 0) {
    const float3 = kindOf(value) === "none" || kindOf(value) === "undefined" ? 0 : floatOf(value);
    if (float3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be converted to a float`);
    return float3;
  }
  const float2 = parseFloatText(text5);
  if (float2 === void 0) throw new TemplateFault("the text is not a number");
  return float2;
}

// src/config/templates/values/compare.ts
var order = [
  "undefined",
  "none",
  "bool",
  "number",
  "string",
  "sequence",
  "map",
  "iterator",
  "plain object"
];
function equals(left, right, meter) {
  meter.step();
  const leftText = textOf(left);
  if (leftText !== void 0) {
    meter.walk(leftText.length);
    return leftText === textOf(right);
  }
  if (isObject(left) && isObject(right)) return left === right || equalObjects(left, right, meter);
  if (typeof left === "number" || typeof right === "number") {
    const [a2, b2] = [exactFloatOf(left), exactFloatOf(right)];
    return a2 !== void 0 && a2 === b2;
  }
  const [a, b] = [integerOf(left), integerOf(right)];
  if (a !== void 0 || b !== void 0) return a === b;
  const kind = kindOf(left);
  return (kind === "none" || kind === "undefined") && kind === kindOf(right);
}
function equalObjects(left, right, meter) {
  if (isMap2(left) || isMap2(right)) return isMap2(left) && isMap2(right) && equalMaps(left, right, meter);
  if (kindOf(left) === "plain object" || kindOf(right) === "plain object") return false;
  const [a, b] = [objectItems(left) ?? [], objectItems(right) ?? []];
  return a.length === b.length && a.every((item, index) => equals(item, b[index], meter));
}
function equalMaps(left, right, meter) {
  if (left.size !== right.size) return false;
  return entriesOf(left).every(([key, value]) => right.has(key) && equals(right.get(key), value, meter));
}
function compare(left, right, meter) {
  meter.step();
  const [leftKind, rightKind] = [kindOf(left), kindOf(right)];
  if (leftKind !== rightKind) return order.indexOf(leftKind) - order.indexOf(rightKind);
  if (isNumber(left) && isNumber(right)) return compareNumbers(left, right);
  const text5 = textOf(left);
  if (text5 !== void 0) {
    meter.walk(text5.length);
    return compareText(text5, textOf(right) ?? "");
  }
  if (typeof left === "boolean") return Number(left) - Number(right);
  return isObject(left) && isObject(right) ? compareObjects(left, right, meter) : 0;
}
function compareNumbers(left, right) {
  if (left === right) return 0;
  if (Number.isNaN(left) || Number.isNaN(right))
    return totalOrder(floatOf(left) ?? 0) - totalOrder(floatOf(right) ?? 0);
  return left < right ? -1 : Number(left > right);
}
function totalOrder(value) {
  return Number.isNaN(value) ? 1 : 0;
}
function compareText(left, right) {
  const length2 = Math.min(left.length, right.length);
  for (let at2 = 0; at2 < length2; at2++) {
    const [a, b] = [left.charCodeAt(at2), right.charCodeAt(at2)];
    if (a !== b)
      return isSurrogate(a) === isSurrogate(b) ? a - b : Number(isSurrogate(a)) - Number(isSurrogate(b)) || a - b;
  }
  return left.length - right.length;
}
function isSurrogate(unit) {
  return unit >= 55296 && unit <= 57343;
}
function compareObjects(left, right, meter) {
  if (left === right) return 0;
  if (isMap2(left) && isMap2(right)) return compareLists2(entriesOf(left).flat(), entriesOf(right).flat(), meter);
  return compareLists2(objectItems(left) ?? [], objectItems(right) ?? [], meter);
}
function compareLists2(left, right, meter) {
  for (const [index, item] of left.entries()) {
    if (index >= right.length) return 1;
    const result = compare(item, right[index], meter);
    if (result !== 0) return result;
  }
  return left.length - right.length;
}

// src/config/templates/values/namespace.ts
var Namespace = class extends TemplateObject {
  kind = "map";
  #values = /* @__PURE__ */ new Map();
  set(name2, value) {
    this.#values.set(name2, value);
  }
  has(key) {
    return this.#values.has(textOf(key) ?? "") && textOf(key) !== void 0;
  }
  get(key) {
    const name2 = textOf(key);
    return name2 === void 0 ? void 0 : this.#values.get(name2);
  }
  items() {
    return [...this.#values.keys()].sort(compareText);
  }
};

// src/config/templates/library/arguments.ts
var Arguments = class {
  #host;
  #values;
  #keywords;
  constructor(values, host) {
    this.#host = host;
    this.#values = [...values];
  }
  /** The keyword arguments. Ask first: what is not asked for stays among the positional arguments, as a map. */
  keywords() {
    const last2 = this.#values.at(-1);
    if (last2 instanceof Keywords) this.#values.pop();
    this.#keywords = new NamedArguments(last2 instanceof Keywords ? last2 : new Keywords());
    return this.#keywords;
  }
  value() {
    if (this.#values.length === 0) throw new TemplateFault("an argument is missing");
    return this.#values.shift();
  }
  required(convert) {
    return convert(this.value());
  }
  /** undefined when it is left out, undefined or none. */
  optional(convert) {
    const value = this.#values.shift();
    return isAbsent(value) ? void 0 : convert(value);
  }
  /** Any value as text; in strict mode not an undefined one. */
  text() {
    const value = this.value();
    assertDefined(value, this.#host);
    return toTextInput(value, this.#host);
  }
  optionalText() {
    return this.optional((value) => toTextInput(value, this.#host));
  }
  rest() {
    return this.#values.splice(0);
  }
  /** Nothing is left over, keyword arguments aside. */
  endPositional() {
    if (this.#values.length > 0) throw new TemplateFault("too many arguments");
  }
  end() {
    this.endPositional();
    this.#keywords?.end();
  }
};
var NamedArguments = class {
  #values;
  #used = /* @__PURE__ */ new Set();
  constructor(values) {
    this.#values = values;
  }
  /** undefined when it is left out, undefined or none. */
  optional(name2, convert) {
    const value = this.take(name2);
    return isAbsent(value) ? void 0 : convert(value);
  }
  has(name2) {
    return this.#values.has(name2);
  }
  entries() {
    return entriesOf(this.#values);
  }
  take(name2) {
    this.#used.add(name2);
    return this.#values.get(name2);
  }
  end() {
    for (const name2 of this.#values.items()) {
      const text5 = textOf(name2);
      if (text5 === void 0 || !this.#used.has(text5)) {
        const shown = text5 !== void 0 && this.#values.written.has(text5) ? ` "${text5}"` : "";
        throw new TemplateFault(`unknown keyword argument${shown}`);
      }
    }
  }
};
function assertDefined(value, host) {
  if (host.strict && value === void 0) throw new TemplateFault("undefined value");
}
function truthOf(value, host) {
  assertDefined(value, host);
  return isTrue(value);
}
function iterate(value, host) {
  assertDefined(value, host);
  const items3 = itemsOf(value);
  host.meter.step(items3.length);
  host.meter.allocateItems(items3.length);
  return items3;
}
function toTextInput(value, host) {
  if (value instanceof Keywords) throw new TemplateFault("keyword arguments are not text");
  if (value instanceof SilentUndefined) return { text: "", safe: false };
  return { text: display(value, host.meter), safe: value instanceof SafeText };
}
function asText(value) {
  const text5 = textOf(value);
  if (text5 === void 0) throw new TemplateFault(`a ${kindOf(value)} is no string`);
  return text5;
}
function asBool(value) {
  if (typeof value !== "boolean") throw new TemplateFault(`a ${kindOf(value)} is no bool`);
  return value;
}
function asCount(value) {
  const count2 = countOf(value);
  if (count2 === void 0) throw new TemplateFault(`a ${kindOf(value)} is no integer from 0 on`);
  return count2;
}
function asIndex(value) {
  const index = indexOf(value);
  if (index === void 0) throw new TemplateFault(`a ${kindOf(value)} is no integer`);
  return index;
}

// src/config/templates/library/native-function.ts
var NativeFunction = class extends TemplateObject {
  kind = "plain";
  call;
  constructor(call2) {
    super();
    this.call = call2;
  }
};

// src/config/templates/library/functions.ts
var maxRange = 1e5;
var Cycler = class extends TemplateObject {
  kind = "plain";
  #values;
  #next = 0;
  constructor(values) {
    super();
    this.#values = values;
  }
  next(args) {
    args.end();
    const value = this.#values[this.#next];
    this.#next = (this.#next + 1) % this.#values.length;
    return value;
  }
};
var Joiner = class extends TemplateObject {
  kind = "plain";
  #separator;
  #used = false;
  constructor(separator) {
    super();
    this.#separator = separator;
  }
  call(args) {
    args.end();
    if (this.#used) return this.#separator;
    this.#used = true;
    return "";
  }
};
function range(args, host) {
  const first2 = asIndex(args.value());
  const second = args.optional(asIndex);
  const step3 = args.optional(asIndex) ?? 1;
  args.end();
  const [start, stop] = second === void 0 ? [0, first2] : [first2, second];
  if (step3 === 0) throw new TemplateFault("cannot make a range with steps of 0");
  const length2 = Math.max(0, Math.ceil((stop - start) / step3));
  if (length2 > maxRange) {
    throw new TemplateFault(`a range cannot have more than ${maxRange} items`, { code: "template_limit" });
  }
  host.meter.allocateItems(length2);
  const items3 = Array.from({ length: length2 }, (_, index) => BigInt(start) + BigInt(index) * BigInt(step3));
  return new Iterable(() => items3);
}
function dict(args) {
  const keywords = args.keywords();
  const base = args.optional((value) => value);
  args.endPositional();
  if (!isUndefined(base) && !isMap2(base)) throw new TemplateFault(`a ${kindOf(base)} cannot become a map`);
  return new ValueMap([...isMap2(base) ? entriesOf(base) : [], ...keywords.entries()]);
}
function namespace(args) {
  const defaults = args.optional((value) => value);
  args.end();
  const result = new Namespace();
  if (isUndefined(defaults)) return result;
  if (!isMap2(defaults)) throw new TemplateFault(`a ${kindOf(defaults)} cannot become a namespace`);
  for (const [key, value] of entriesOf(defaults)) {
    const name2 = textOf(key);
    if (name2 !== void 0) result.set(name2, value);
  }
  return result;
}
function debug(args, host) {
  const values = args.rest();
  if (values.length === 0) throw unsupported("debug() without arguments", "It would print every variable");
  return inspect(values.length === 1 ? values[0] : values, host.meter, "");
}
function cycler(args) {
  const values = args.value();
  args.end();
  if (!isListLike(values)) throw new TemplateFault(`cycler takes a list, not a ${kindOf(values)}`);
  const items3 = itemsOf(values);
  if (items3.length === 0) throw new TemplateFault("cycler needs at least one value");
  return new Cycler(items3);
}
function joiner(args) {
  const separator = args.optional((value) => value) ?? ", ";
  args.end();
  return new Joiner(separator);
}
function refuse(name2, why) {
  return () => {
    throw unsupported(`${name2}()`, `It gives ${why}, and a machine configuration must be reproducible`);
  };
}
var functions = /* @__PURE__ */ new Map([
  ["range", range],
  ["dict", dict],
  ["debug", debug],
  ["namespace", namespace],
  ["cycler", cycler],
  ["joiner", joiner],
  ["now", refuse("now", "another value at each rendering")],
  ["randrange", refuse("randrange", "a random number")],
  ["lipsum", refuse("lipsum", "random text")]
]);
var globals = new Map(
  [...functions].map(([name2, call2]) => [name2, new NativeFunction(call2)])
);

// src/config/templates/evaluate/scope.ts
var maxDepth2 = 500;
var Frame = class {
  locals = /* @__PURE__ */ new Map();
  /** Names that were there before: the definitions, or what a macro took from around it. */
  context;
  loop;
  /** False while a loop's `if` is evaluated, where `loop` still means the loop around. */
  loopVisible;
  /** What macros declared in this frame see of it; later assignments reach them. */
  closure;
  constructor(options = {}) {
    this.context = options.context;
    this.loop = options.loop;
    this.loopVisible = options.loopVisible ?? false;
  }
};
var Scope = class {
  #frames;
  /** Names that every template and macro sees. */
  globals;
  #outerDepth;
  constructor(globals2, frames, outerDepth = 0) {
    this.globals = globals2;
    this.#frames = [...frames];
    this.#outerDepth = outerDepth;
    this.#checkDepth();
  }
  get depth() {
    return this.#outerDepth + this.#frames.length;
  }
  get top() {
    const frame = this.#frames.at(-1);
    if (frame === void 0) throw new Error("a scope has at least one frame");
    return frame;
  }
  push(frame) {
    this.#frames.push(frame);
    this.#checkDepth();
  }
  pop() {
    this.#frames.pop();
  }
  /** Counts what nests without a frame, such as an include. */
  deepen(by) {
    this.#outerDepth += by;
    this.#checkDepth();
  }
  #checkDepth() {
    if (this.depth > maxDepth2) throw tooMuch2("includes, macros or loops are nested too deeply");
  }
  store(name2, value) {
    const { top } = this;
    top.closure?.set(name2, value);
    top.locals.set(name2, value);
  }
  /** Whether a name means anything, even undefined. */
  find(name2) {
    for (let at2 = this.#frames.length - 1; at2 >= 0; at2--) {
      const frame = this.#frames[at2];
      if (frame === void 0) break;
      if (frame.locals.has(name2)) return { value: frame.locals.get(name2) };
      if (name2 === "loop" && frame.loopVisible) return { value: frame.loop };
      if (frame.context?.has(name2)) return { value: frame.context.get(name2) };
    }
    return this.globals.has(name2) ? { value: this.globals.get(name2) } : void 0;
  }
  /** The innermost loop, visible or not. */
  get loop() {
    return this.#frames.findLast((frame) => frame.loop !== void 0)?.loop;
  }
};

// src/config/templates/evaluate/blocks.ts
function blocksOf(template) {
  const blocks = /* @__PURE__ */ new Map();
  for (const [name2, block] of template.syntax.blocks) blocks.set(name2, { layers: [{ block, template }], depth: 0 });
  return blocks;
}
function addParentBlocks(parent, state) {
  for (const [name2, block] of parent.syntax.blocks) {
    const known3 = state.blocks.get(name2) ?? { layers: [], depth: 0 };
    known3.layers.push({ block, template: parent });
    state.blocks.set(name2, known3);
  }
}
function writeBlock(name2, state) {
  if (state.parent !== void 0 || state.run.output.discarding) return;
  const found = state.blocks.get(name2);
  if (found === void 0) throw new TemplateFault(`there is no block "${name2}"`);
  if (found.layers.length === 1 && found.layers[0]?.block.required) {
    throw new TemplateFault(`the required block "${name2}" is not defined`);
  }
  const outer = state.block;
  state.block = name2;
  writeLayer(found, state);
  state.block = outer;
}
function writeSuper(state) {
  const found = state.block === void 0 ? void 0 : state.blocks.get(state.block);
  if (found === void 0) throw new TemplateFault("super() is called outside a block");
  if (found.depth + 1 >= found.layers.length) throw new TemplateFault(`no parent has the block "${state.block}"`);
  found.depth++;
  writeLayer(found, state);
  found.depth--;
}
function writeLayer(found, state) {
  const layer = found.layers[found.depth];
  if (layer === void 0) throw new TemplateFault("the block is empty");
  const { template, enteredAutoescape } = state;
  state.template = layer.template;
  state.enteredAutoescape = state.autoescape;
  state.scope.push(new Frame());
  state.run.interpreter.execute(layer.block.body, state);
  state.scope.pop();
  state.template = template;
  state.enteredAutoescape = enteredAutoescape;
}

// src/config/templates/evaluate/inclusion.ts
var includeDepth = 10;
function runTemplate(template, state) {
  const outer = { template: state.template, parent: state.parent, entered: state.enteredAutoescape };
  state.enteredAutoescape = state.autoescape;
  for (let next = template; next !== void 0; next = state.parent) {
    if (next !== template) state.run.output.release();
    state.parent = void 0;
    state.template = next;
    executeParent(next, state, next === template ? void 0 : state.extendedFrom);
  }
  state.template = outer.template;
  state.parent = outer.parent;
  state.enteredAutoescape = outer.entered;
}
function executeParent(template, state, extendedFrom) {
  try {
    state.run.interpreter.execute(template.syntax.body, state);
  } catch (error) {
    const own2 = error instanceof TemplateFault && error.location?.file === template.path;
    if (own2 && extendedFrom !== void 0) error.includedFrom.push(extendedFrom);
    throw error;
  }
}
function extendTemplate({ template: name2, ...at2 }, state) {
  const wanted = textOf(state.run.interpreter.evaluate(name2, state));
  if (wanted === void 0) throw new TemplateFault("the name of a template must be a string");
  if (state.parent !== void 0) throw new TemplateFault("a template can extend only one other");
  const parent = state.run.load(wanted, state.template.path);
  if (parent === void 0) throw missing(name2);
  if (state.extended.has(parent.path)) throw new TemplateFault("a template extends itself");
  state.extended = /* @__PURE__ */ new Set([...state.extended, parent.path]);
  addParentBlocks(parent, state);
  state.parent = parent;
  state.extendedFrom = locate(state.template.path, at2);
  state.run.output.discard();
}
function includeTemplate({ template: name2, ignoreMissing: ignoreMissing2, ...at2 }, state) {
  const choices = namesOf(state.run.interpreter.evaluate(name2, state));
  for (const choice of choices) {
    const template = state.run.load(choice, state.template.path);
    if (template !== void 0) {
      runIncluded(template, at2, state);
      return;
    }
  }
  if (choices.length > 0 && !ignoreMissing2) throw missing(name2);
}
function namesOf(value) {
  const choices = isObject(value) ? objectItems(value) ?? [] : [value];
  return choices.map((choice) => {
    const name2 = textOf(choice);
    if (name2 === void 0) throw new TemplateFault(`the name of a template must be a string, not a ${kindOf(choice)}`);
    return name2;
  });
}
function missing(name2) {
  const written = [name2, ...name2.typename === "Array" ? name2.children : []].map((expression) => expression.typename === "Literal" ? expression.value : void 0).filter((value) => typeof value === "string");
  const which = written.map((value) => JSON.stringify(value)).join(" or ") || "of the name given here";
  return new TemplateFault(`there is no template ${which}`, {
    code: "file_missing",
    hint: "Paths are relative to the file that includes"
  });
}
function runIncluded(template, at2, state) {
  const outer = { autoescape: state.autoescape, blocks: state.blocks, extended: state.extended };
  const { top } = state.scope;
  const { closure } = top;
  const includer = state.template.path;
  top.closure = void 0;
  state.autoescape = template.autoescape;
  state.blocks = blocksOf(template);
  state.scope.deepen(includeDepth);
  try {
    runTemplate(template, state);
  } catch (error) {
    if (error instanceof TemplateFault) {
      error.at(template.path, { lineno: 0, colno: 0 });
      error.includedFrom.push(locate(includer, at2));
    }
    throw error;
  }
  state.scope.deepen(-includeDepth);
  top.closure = closure;
  Object.assign(state, outer);
}
var ModuleObject = class extends TemplateObject {
  kind = "map";
  #names;
  #text;
  constructor(names, text5) {
    super();
    this.#names = names;
    this.#text = text5;
  }
  has(key) {
    const name2 = textOf(key);
    return name2 !== void 0 && this.#names.has(name2);
  }
  get(key) {
    return this.#names.get(textOf(key) ?? "");
  }
  items() {
    return [...this.#names.keys()].sort(compareText);
  }
  display() {
    return this.#text;
  }
};
function importTemplate({ template, target, ...at2 }, state) {
  const frame = new Frame();
  state.scope.push(frame);
  const text5 = state.captured(() => includeByName(template, at2, state));
  state.scope.pop();
  state.scope.store(target, new ModuleObject(frame.locals, text5));
}
function importNames({ template, names, ...at2 }, state) {
  state.run.output.discard();
  state.scope.push(new Frame());
  includeByName(template, at2, state);
  const values = names.map(({ name: name2 }) => state.lookup(name2));
  state.scope.pop();
  state.run.output.release();
  for (const [index, { alias }] of [...names.entries()].reverse()) state.scope.store(alias, values[index]);
}
function includeByName(name2, at2, state) {
  const choices = namesOf(state.run.interpreter.evaluate(name2, state));
  const template = choices.map((choice) => () => state.run.load(choice, state.template.path)).reduce((found, next) => found ?? next(), void 0);
  if (template !== void 0) {
    runIncluded(template, at2, state);
    return;
  }
  if (choices.length > 0) throw missing(name2);
}

// src/config/templates/syntax/whitespace.ts
var leading = new RegExp("^\\p{White_Space}+", "u");
var trailing = new RegExp("\\p{White_Space}+$", "u");
function trimStart(text5) {
  return text5.replace(leading, "");
}
function trimEnd(text5) {
  let end = text5.length;
  while (end > 0 && isWhitespace(text5.charAt(end - 1))) end--;
  return text5.slice(0, end);
}
function trim(text5) {
  return trimEnd(trimStart(text5));
}
function isWhitespace(character) {
  return trailing.test(character);
}
function splitWhitespace(text5) {
  return text5.split(new RegExp("\\p{White_Space}+", "u")).filter((word) => word !== "");
}
function stripIndentation(text5) {
  let end = text5.length;
  while (end > 0 && isIndentation(text5.charAt(end - 1))) end--;
  return end === 0 || text5.charAt(end - 1) === "\n" ? text5.slice(0, end) : text5;
}
function isIndentation(character) {
  return character !== "\n" && character !== "\r" && isWhitespace(character);
}

// src/config/templates/values/json.ts
function toJson(value, meter, layout, level = 0) {
  meter.step();
  const text5 = scalarJson(value) ?? collectionJson(value, meter, layout, level);
  meter.allocate(text5.length);
  return text5;
}
function scalarJson(value) {
  if (isAbsent(value)) return "null";
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return floatJson(value);
  const text5 = textOf(value);
  return text5 === void 0 ? void 0 : textJson(text5);
}
function collectionJson(value, meter, layout, level) {
  if (isMap2(value)) {
    const colon = layout.indent === void 0 ? ":" : ": ";
    const entries = entriesOf(value).map(
      ([key, item]) => keyJson(key) + colon + toJson(item, meter, layout, level + 1)
    );
    return bracket2("{", entries, "}", layout, level);
  }
  if (value instanceof TemplateObject && value.kind === "plain") return textJson(display(value, meter));
  const items3 = value instanceof TemplateObject || Array.isArray(value) ? objectItems(value) : void 0;
  const parts = (items3 ?? []).map((item) => toJson(item, meter, layout, level + 1));
  return bracket2("[", parts, "]", layout, level);
}
function bracket2(open2, parts, close2, { indent: indent2 }, level) {
  if (indent2 === void 0 || parts.length === 0) return open2 + parts.join(",") + close2;
  const inner = `
${" ".repeat(indent2 * (level + 1))}`;
  return `${open2}${inner}${parts.join(`,${inner}`)}
${" ".repeat(indent2 * level)}${close2}`;
}
function keyJson(key) {
  const scalar2 = scalarJson(key);
  if (scalar2 === void 0 || scalar2 === "null") throw new TemplateFault("this key cannot be written as JSON");
  return scalar2.startsWith('"') ? scalar2 : `"${scalar2}"`;
}
function floatJson(value) {
  if (!Number.isFinite(value)) return "null";
  const magnitude = Math.abs(value);
  return magnitude === 0 || magnitude >= 1e-5 && magnitude < 1e16 ? displayFloat(value) : scientific(value).replace(/e(?=\d)/, "e+");
}
function textJson(text5) {
  return JSON.stringify(text5);
}
var htmlUnsafe = /* @__PURE__ */ new Map([
  ["<", "\\u003c"],
  [">", "\\u003e"],
  ["&", "\\u0026"],
  ["'", "\\u0027"]
]);
function toSafeJson(value, meter, layout) {
  return new SafeText(toJson(value, meter, layout).replace(/[<>&']/g, (character) => htmlUnsafe.get(character) ?? ""));
}

// src/config/templates/values/escape.ts
function escapeValue(value, mode, meter) {
  if (value instanceof SafeText) return value.text;
  if (mode === "json") return toJson(value, meter, { indent: void 0 });
  const text5 = display(value, meter);
  return mode === "none" || isAbsent(value) || isNumber(value) ? text5 : escapeHtml(text5, meter);
}
var entities = /* @__PURE__ */ new Map([
  ["<", "&lt;"],
  [">", "&gt;"],
  ["&", "&amp;"],
  ['"', "&quot;"],
  ["'", "&#x27;"],
  ["/", "&#x2f;"]
]);
function escapeHtml(text5, meter) {
  const escaped2 = text5.replace(/[<>&"'/]/g, (character) => entities.get(character) ?? character);
  meter.allocate(escaped2.length);
  return escaped2;
}

// src/config/templates/library/text-filters.ts
function ofSafety({ safe: safe2 }, text5) {
  return safe2 ? new SafeText(text5) : text5;
}
function mapText(map) {
  return (args) => {
    const input = args.text();
    args.end();
    return ofSafety(input, map(input.text));
  };
}
function capitalize(text5) {
  const [first2 = ""] = text5;
  return first2.toUpperCase() + text5.slice(first2.length).toLowerCase();
}
function title(args) {
  const { text: text5 } = args.text();
  args.end();
  return titleCase(text5);
}
function titleCase(text5) {
  let atStart = true;
  let titled = "";
  for (const character of text5) {
    const separates = /[!-/:-@[-`{-~]/.test(character) || isWhitespace(character);
    titled += separates ? character : atStart ? character.toUpperCase() : character.toLowerCase();
    atStart = separates;
  }
  return titled;
}
function replace(args, host) {
  const [value, from, to] = [args.text(), args.text(), args.text()];
  args.end();
  const safetyAware = host.autoescape !== "none" && (value.safe || from.safe || to.safe);
  if (!safetyAware) return replaceAll(value.text, from.text, to.text, host);
  const replaced = replaceAll(escapeInput(value, host), from.text, escapeInput(to, host), host);
  return new SafeText(replaced);
}
function replaceAll(text5, from, to, host) {
  const occurrences = from === "" ? text5.length + 1 : text5.split(from).length - 1;
  host.meter.allocate(text5.length + occurrences * to.length);
  return from === "" ? to + [...text5].map((character) => character + to).join("") : text5.replaceAll(from, () => to);
}
function escapeInput(input, host) {
  return input.safe ? input.text : escapeFor(input.text, host).text;
}
function escapeFor(value, host) {
  if (value instanceof SafeText) return value;
  const mode = host.autoescape === "none" ? host.initialAutoescape : host.autoescape;
  return new SafeText(escapeValue(value, mode === "none" ? "html" : mode, host.meter));
}
function escapeFilter(args, host) {
  const value = args.value();
  args.end();
  return escapeFor(value, host);
}
function safe(args) {
  const { text: text5 } = args.text();
  args.end();
  return new SafeText(text5);
}
function string2(args, host) {
  const value = args.value();
  args.end();
  assertDefined(value, host);
  return textOf(value) === void 0 ? display(value, host.meter) : value;
}
function trimFilter(args) {
  const input = args.text();
  const characters = args.optionalText();
  args.end();
  if (characters === void 0) return ofSafety(input, trim(input.text));
  return ofSafety(input, trimCharacters(input.text, characters.text));
}
function trimCharacters(text5, characters, sides = { start: true, end: true }) {
  const cut = new Set(characters);
  const all = [...text5];
  const start = all.findIndex((character) => !cut.has(character));
  const end = all.findLastIndex((character) => !cut.has(character));
  if (start === -1) return "";
  return all.slice(sides.start ? start : 0, sides.end ? end + 1 : void 0).join("");
}
function indent(args, host) {
  const named4 = args.keywords();
  const input = args.text();
  const width = args.optional(asCount) ?? named4.optional("width", asCount) ?? 4;
  const first2 = args.optional(asBool) ?? named4.optional("first", asBool) ?? false;
  const blank = args.optional(asBool) ?? named4.optional("blank", asBool) ?? false;
  args.end();
  const lines2 = withoutLastNewline(input.text).split("\n");
  host.meter.allocate(input.text.length + width * lines2.length);
  const prefix = " ".repeat(width);
  const indented = lines2.map((line, index) => {
    const skip = index === 0 && !first2 || line === "" && !blank;
    return skip ? line : prefix + line;
  });
  const result = withoutLastNewline(`${indented.join("\n")}
`);
  host.carryOrigins(input.text, result);
  return ofSafety(input, result);
}
function withoutLastNewline(text5) {
  return text5.replace(/\n$/, "").replace(/\r$/, "");
}
function urlencode(args, host) {
  const value = args.value();
  args.end();
  if (!isMap2(value)) return isAbsent(value) ? "" : percentEncode(display(value, host.meter));
  const pairs = entriesOf(value).filter(([, item]) => !isAbsent(item));
  return pairs.map((pair) => pair.map((part2) => percentEncode(display(part2, host.meter))).join("=")).join("&");
}
function percentEncode(text5) {
  return encodeURIComponent(text5).replaceAll("%2F", "/").replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
function truncate(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  args.endPositional();
  if (isAbsent(value)) return "";
  const text5 = textOf(value);
  if (text5 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be truncated`);
  const length2 = named4.optional("length", asCount) ?? 255;
  const killWords = named4.optional("killwords", asBool) ?? false;
  const end = named4.optional("end", (given) => given) ?? "...";
  const leeway = named4.optional("leeway", asCount) ?? leewayOf(host);
  named4.end();
  const endText = asText(end);
  const room = length2 - [...endText].length;
  if (room < 0) throw new TemplateFault("the length leaves no room for the end mark");
  const characters = [...text5];
  if (characters.length <= length2 + leeway) return value;
  const cut = cutWords(characters.slice(0, room), killWords);
  if (!(value instanceof SafeText) && !(end instanceof SafeText)) return cut + endText;
  const safeCut = value instanceof SafeText ? cut : escapeFor(cut, host).text;
  return new SafeText(safeCut + escapeFor(end, host).text);
}
function leewayOf(host) {
  const configured = host.lookup("TRUNCATE_LEEWAY");
  try {
    return asCount(configured);
  } catch {
    return 5;
  }
}
function cutWords(characters, killWords) {
  const space = killWords ? -1 : characters.lastIndexOf(" ");
  return characters.slice(0, space === -1 ? void 0 : space).join("");
}
function wordcount(args) {
  const value = args.value();
  args.end();
  return BigInt((textOf(value) ?? "").match(/[\p{L}\p{N}_]+/gu)?.length ?? 0);
}
var textFilters = [
  ["upper", mapText((text5) => text5.toUpperCase())],
  ["lower", mapText((text5) => text5.toLowerCase())],
  ["capitalize", mapText(capitalize)],
  ["title", title],
  ["replace", replace],
  ["safe", safe],
  ["escape", escapeFilter],
  ["e", escapeFilter],
  ["string", string2],
  ["trim", trimFilter],
  ["indent", indent],
  ["urlencode", urlencode],
  ["truncate", truncate],
  ["wordcount", wordcount]
];

// src/config/templates/library/split-filters.ts
function split(args, host) {
  const value = args.value();
  const separator = args.optional(asText);
  const limit = args.optional(asIndex);
  args.end();
  return splitText(asText(value), separator, limit, host).map((part2) => sameSafety(value, part2));
}
function splitText(text5, separator, limit, host) {
  const most = limit === void 0 || limit < 0 ? Number.POSITIVE_INFINITY : limit + 1;
  const parts = separator === void 0 ? splitAtBlanks(text5, most) : splitAt(text5, separator, most);
  host.meter.allocateItems(parts.length);
  return parts;
}
function splitAt(text5, separator, most) {
  const parts = separator === "" ? ["", ...text5, ""] : text5.split(separator);
  if (parts.length <= most) return parts;
  return [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)];
}
function splitAtBlanks(text5, most) {
  if (most === Number.POSITIVE_INFINITY) return splitWhitespace(text5);
  const parts = [];
  let rest = text5;
  while (rest !== "" && parts.length < most - 1) {
    const start = findBlank(rest, 0, false);
    const end = findBlank(rest, start, true);
    if (start === rest.length) break;
    parts.push(rest.slice(start, end));
    rest = rest.slice(end);
  }
  return withRest(parts, rest);
}
function withRest(parts, rest) {
  const start = findBlank(rest, 0, false);
  if (start < rest.length) return [...parts, rest.slice(start)];
  return rest === "" ? [...parts] : [...parts, rest];
}
function findBlank(text5, from, wanted) {
  let at2 = from;
  while (at2 < text5.length && isWhitespace(text5.charAt(at2)) !== wanted) at2++;
  return at2;
}
function lines(args, host) {
  const value = args.value();
  args.end();
  const all = asText(value).split("\n");
  if (all.at(-1) === "") all.pop();
  host.meter.allocateItems(all.length);
  return all.map((line) => sameSafety(value, line.replace(/\r$/, "")));
}
function join2(args, host) {
  const value = args.value();
  const joiner2 = args.optionalText();
  args.end();
  const items3 = tryItemsOf(value);
  if (items3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be joined`);
  const text5 = joiner2?.text ?? "";
  if (host.autoescape === "none" || !(joiner2?.safe || items3.some((item) => item instanceof SafeText))) {
    return joinTexts(
      items3.map((item) => display(item, host.meter)),
      text5,
      host
    );
  }
  const separator = joiner2 === void 0 || joiner2.safe ? text5 : escapeFor(text5, host).text;
  return new SafeText(
    joinTexts(
      items3.map((item) => escaped(item, host)),
      separator,
      host
    )
  );
}
function escaped(item, host) {
  return item instanceof SafeText ? item.text : escapeItem(item, host);
}
function escapeItem(item, host) {
  return escapeFor(item, host).text;
}
function joinTexts(parts, separator, host) {
  host.meter.step(parts.length);
  host.meter.allocate(parts.reduce((sum2, part2) => sum2 + part2.length + separator.length, 0));
  return parts.join(separator);
}
var entities2 = /* @__PURE__ */ new Map([
  ["amp", "&"],
  ["gt", ">"],
  ["lt", "<"],
  ["quot", '"']
]);
var tag = /<!--[\s\S]*?-->|<[^>]*>/g;
var entity = /&([^;<&\p{White_Space}]*)(;?)/gu;
function striptags(args) {
  const { text: text5 } = args.text();
  args.end();
  const untagged = text5.replace(tag, "");
  if (/<|--/.test(untagged) || /<!|<-/.test(text5)) {
    throw new TemplateFault("striptags of unfinished tags and of comments is not supported", {
      code: "template_unsupported"
    });
  }
  const resolved = untagged.replace(entity, (all, name2) => entityText(name2) ?? all);
  return resolved.replace(new RegExp("\\p{White_Space}+", "gu"), " ").replace(/^ /, "").replace(/ $/, "");
}
function entityText(name2) {
  const number = /^#(?:[xX]([0-9a-fA-F]+)|(\d+))$/.exec(name2);
  if (number === null) return entities2.get(name2);
  const code = Number.parseInt(number[1] ?? number[2] ?? "", number[1] === void 0 ? 10 : 16);
  return code > 1114111 || code >= 55296 && code <= 57343 ? void 0 : String.fromCodePoint(code);
}
var splitFilters = [
  ["split", split],
  ["lines", lines],
  ["join", join2],
  ["striptags", striptags]
];

// src/config/templates/library/python-methods.ts
function callPythonMethod(target, name2, values, host) {
  const args = new Arguments(values, host);
  const text5 = textOf(target);
  if (text5 !== void 0) return wrap(stringMethods.get(name2)?.bind(void 0, text5), args, host);
  if (isMap2(target)) return wrap(mapMethod(target, name2), args, host);
  if (kindOf(target) !== "sequence" || name2 !== "count") return void 0;
  const wanted = args.value();
  args.end();
  return { value: BigInt(itemsOf(target).filter((item) => equals(item, wanted, host.meter)).length) };
}
function wrap(method, args, host) {
  return method === void 0 ? void 0 : { value: method(args, host) };
}
function plain2(map) {
  return (text5, args) => {
    args.end();
    return map(text5);
  };
}
function stripper(strip, sides) {
  return (text5, args) => {
    const characters = args.optional(asText);
    args.end();
    return characters === void 0 ? strip(text5) : trimCharacters(text5, characters, sides);
  };
}
function replace2(text5, args, host) {
  const [from, to] = [args.required(asText), args.required(asText)];
  const count2 = args.optional(asIndex) ?? -1;
  args.end();
  if (count2 < 0) return replaceAll(text5, from, to, host);
  if (from === "") throw unsupported("replacing an empty text a number of times");
  const parts = text5.split(from);
  if (parts.length <= count2 + 1) return replaceAll(text5, from, to, host);
  host.meter.allocate(text5.length + count2 * to.length);
  return [parts.slice(0, count2 + 1).join(to), ...parts.slice(count2 + 1)].join(from);
}
function split2(text5, args, host) {
  const separator = args.optional(asText);
  const limit = args.optional(asIndex);
  args.end();
  return splitText(text5, separator, limit, host);
}
function splitlines(text5, args) {
  const keepEnds = args.optional(asBool) ?? false;
  args.end();
  const lines2 = text5.split(/(?<=\n)/).filter((line) => line !== "");
  return keepEnds ? lines2 : lines2.map((line) => line.replace(/\r?\n$/, ""));
}
function count(text5, args) {
  const wanted = args.required(asText);
  args.end();
  if (wanted === "") throw unsupported("counting an empty text");
  return BigInt(text5.split(wanted).length - 1);
}
function finder(find2) {
  return (text5, args) => {
    const wanted = args.required(asText);
    args.end();
    const at2 = find2(text5, wanted);
    return at2 === -1 ? -1n : BigInt(new TextEncoder().encode(text5.slice(0, at2)).length);
  };
}
function affix(holds) {
  return (text5, args) => {
    const value = args.value();
    args.end();
    const part2 = textOf(value);
    if (part2 !== void 0) return holds(text5, part2);
    if (!isListLike(value)) throw new TemplateFault(`a ${kindOf(value)} is neither a string nor a list of strings`);
    return itemsOf(value).some((item) => holds(text5, asText(item)));
  };
}
function join3(text5, args, host) {
  const values = itemsOf(args.value());
  args.end();
  const parts = values.map((value) => display(value, host.meter));
  host.meter.allocate(parts.reduce((sum2, part2) => sum2 + part2.length + text5.length, 0));
  return parts.join(text5);
}
var stringMethods = /* @__PURE__ */ new Map([
  ["upper", plain2((text5) => text5.toUpperCase())],
  ["lower", plain2((text5) => text5.toLowerCase())],
  ["islower", plain2((text5) => new RegExp("^\\p{Lowercase}*$", "u").test(text5))],
  ["isupper", plain2((text5) => new RegExp("^\\p{Uppercase}*$", "u").test(text5))],
  ["isspace", plain2((text5) => [...text5].every(isWhitespace))],
  ["isdigit", plain2((text5) => new RegExp("^\\p{N}*$", "u").test(text5))],
  ["isnumeric", plain2((text5) => new RegExp("^\\p{N}*$", "u").test(text5))],
  ["isalnum", plain2((text5) => /^[\p{Alphabetic}\p{N}]*$/u.test(text5))],
  ["isalpha", plain2((text5) => new RegExp("^\\p{Alphabetic}*$", "u").test(text5))],
  ["isascii", plain2((text5) => new RegExp("^\\p{ASCII}*$", "u").test(text5))],
  ["title", plain2(titleCase)],
  ["capitalize", plain2(capitalize)],
  ["strip", stripper(trim, { start: true, end: true })],
  ["lstrip", stripper(trimStart, { start: true, end: false })],
  ["rstrip", stripper(trimEnd, { start: false, end: true })],
  ["replace", replace2],
  ["split", split2],
  ["splitlines", splitlines],
  ["count", count],
  ["find", finder((text5, wanted) => text5.indexOf(wanted))],
  ["rfind", finder((text5, wanted) => text5.lastIndexOf(wanted))],
  ["startswith", affix((text5, part2) => text5.startsWith(part2))],
  ["endswith", affix((text5, part2) => text5.endsWith(part2))],
  ["join", join3],
  [
    "format",
    () => {
      throw unsupported("the method format() of a string", "Use ~ to put texts together, or the filter format");
    }
  ]
]);
function mapMethod(map, name2) {
  const ofEntries = (pick2) => (args) => {
    args.end();
    return new Iterable(() => entriesOf(map).map(pick2));
  };
  if (name2 === "keys") return ofEntries(([key]) => key);
  if (name2 === "values") return ofEntries(([, value]) => value);
  if (name2 === "items") return ofEntries(([key, value]) => [key, value]);
  if (name2 !== "get") return void 0;
  return (args) => {
    const key = args.value();
    const fallback = args.optional((value) => value) ?? null;
    args.end();
    return map.has(key) ? map.get(key) : fallback;
  };
}

// src/config/templates/values/member.ts
function itemOf(value, key) {
  if (value instanceof TemplateObject) {
    if (value.kind === "map" || value.kind === "plain" || value.has(key)) return value.get(key);
    const size = value.size;
    const items4 = value.items() ?? [];
    return items4[position(key, size) ?? -1];
  }
  const text5 = textOf(value);
  const items3 = text5 === void 0 ? value : [...text5];
  return Array.isArray(items3) ? items3[position(key, items3.length) ?? -1] : void 0;
}
function attributeOf(value, name2) {
  return value instanceof TemplateObject ? value.get(name2) : void 0;
}
function position(key, size) {
  const index = indexOf(key);
  if (index === void 0 || index >= 0) return index;
  return size === void 0 ? void 0 : size + index;
}
function followPath(value, path4) {
  let current = value;
  for (const step3 of path4.split(".")) {
    if (isUndefined(current)) throw new TemplateFault("undefined value");
    current = /^\+?\d+$/.test(step3) ? itemOf(current, BigInt(step3)) : attributeOf(current, step3);
  }
  return current;
}
function followPathOr(value, path4, fallback) {
  try {
    const found = followPath(value, path4);
    return isUndefined(found) ? fallback : found;
  } catch (error) {
    if (error instanceof TemplateFault && error.code === "template_invalid") return fallback;
    throw error;
  }
}
function contains(container, item, meter) {
  if (isUndefined(container)) return false;
  const text5 = textOf(container);
  if (text5 !== void 0) {
    meter.walk(text5.length);
    return text5.includes(textOf(item) ?? display(item, meter));
  }
  if (isMap2(container)) return container.has(item);
  if (sizeOf(container) === void 0 && kindOf(container) === "plain object") return false;
  if (container instanceof TemplateObject || Array.isArray(container)) {
    return (objectItems(container) ?? []).some((candidate) => equals(candidate, item, meter));
  }
  throw new TemplateFault(`a ${kindOf(container)} cannot hold anything`);
}

// src/config/templates/evaluate/describe.ts
function describe2(expression) {
  return pathOf(expression) ?? "the value";
}
function pathOf(expression) {
  if (expression.typename === "Symbol") return `"${expression.value}"`;
  if (expression.typename !== "LookupVal") return void 0;
  const target = pathOf(expression.target);
  const { val } = expression;
  if (target === void 0 || val.typename !== "Literal") return void 0;
  const step3 = expression.dotted || typeof val.value !== "string" ? `.${val.value}` : `[${JSON.stringify(val.value)}]`;
  return `${target.slice(0, -1)}${step3}"`;
}

// src/config/templates/values/arithmetic.ts
var maxRepeatedBytes = 1e8;
function calculate(operator2, left, right, meter) {
  switch (operator2) {
    case "~":
      return concatenate(display(left, meter), display(right, meter), meter);
    case "+":
      return add(left, right, meter);
    case "*":
      return multiply(left, right, meter);
    case "/":
      return divide(left, right);
    default:
      return compute(operator2, left, right);
  }
}
function concatenate(left, right, meter) {
  meter.allocate(left.length + right.length);
  return left + right;
}
function add(left, right, meter) {
  if (isListLike(left) && isListLike(right)) {
    const sized = sizeOf(left) !== void 0 && sizeOf(right) !== void 0;
    const [before, after] = [objectItems(left) ?? [], objectItems(right) ?? []];
    meter.allocateItems(before.length + after.length);
    const items3 = before.concat(after);
    return new Iterable(() => items3, { sized });
  }
  const [a, b] = [textOf(left), textOf(right)];
  if (a !== void 0 && b !== void 0) return concatenate(a, b, meter);
  return compute("+", left, right);
}
function multiply(left, right, meter) {
  const [a, b] = [textOf(left), textOf(right)];
  if (a !== void 0) return repeatText(a, right, meter);
  if (b !== void 0) return repeatText(b, left, meter);
  if (isListLike(left)) return repeatItems(left, right, meter);
  if (isListLike(right)) return repeatItems(right, left, meter);
  return compute("*", left, right);
}
function repeatText(text5, times, meter) {
  const count2 = countOf(times);
  if (count2 === void 0) throw new TemplateFault("strings can only be multiplied with integers from 0 on");
  if (new TextEncoder().encode(text5).length * count2 > maxRepeatedBytes) {
    throw new TemplateFault("the repeated string is too large", { code: "template_limit" });
  }
  meter.allocate(text5.length * count2);
  return text5.repeat(count2);
}
function repeatItems(list4, times, meter) {
  const count2 = countOf(times);
  if (count2 === void 0) throw new TemplateFault("lists can only be multiplied with integers from 0 on");
  if (sizeOf(list4) === void 0 || !isListLike(list4)) throw new TemplateFault("cannot repeat what has no length");
  const items3 = objectItems(list4) ?? [];
  meter.allocateItems(items3.length * count2);
  const repeated2 = items3.length === 0 ? [] : Array.from({ length: count2 }, () => items3).flat();
  return new Iterable(() => repeated2);
}
function divide(left, right) {
  const [a, b] = [floatOf(left), floatOf(right)];
  if (a === void 0 || b === void 0) throw impossible("/", left, right);
  return a / b;
}
function compute(operator2, left, right) {
  if (typeof left === "number" || typeof right === "number") {
    const [a2, b2] = [floatOf(left), floatOf(right)];
    if (a2 === void 0 || b2 === void 0) throw impossible(operator2, left, right);
    return computeFloats(operator2, a2, b2);
  }
  const [a, b] = [integerOf(left), integerOf(right)];
  if (a === void 0 || b === void 0) throw impossible(operator2, left, right);
  const result = computeIntegers(operator2, a, b);
  const checked = result === void 0 ? void 0 : checkedInteger(result);
  if (checked === void 0) throw new TemplateFault(`the result of "${operator2}" is undefined or too large`);
  return checked;
}
function computeIntegers(operator2, a, b) {
  switch (operator2) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "//":
      return b === 0n ? void 0 : (a - euclideanRemainder(a, b)) / b;
    case "%":
      return b === 0n ? void 0 : euclideanRemainder(a, b);
    case "**":
      return power(a, b);
    default:
      return operator2;
  }
}
function euclideanRemainder(a, b) {
  const remainder = a % b;
  if (remainder >= 0n) return remainder;
  return remainder + (b < 0n ? -b : b);
}
function power(base, exponent) {
  if (exponent < 0n || exponent >= 2n ** 32n) return void 0;
  if (base >= -1n && base <= 1n) return exponent === 0n ? 1n : base ** (exponent % 2n === 0n ? 2n : 1n);
  return exponent > 127n ? void 0 : base ** exponent;
}
function computeFloats(operator2, a, b) {
  switch (operator2) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "//":
      return euclideanQuotient(a, b);
    case "%":
      return a % b;
    case "**": {
      const result = exactPower(a, b);
      if (result === void 0) throw unsupported('"**" with a float result that must be rounded');
      return result;
    }
    default:
      return operator2;
  }
}
function euclideanQuotient(a, b) {
  const quotient = Math.trunc(a / b);
  if (!(a % b < 0)) return quotient;
  return b > 0 ? quotient - 1 : quotient + 1;
}
function negate(value) {
  if (typeof value === "number") return -value;
  const negated = typeof value === "bigint" ? checkedInteger(-value) : void 0;
  if (negated === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be negated`);
  return negated;
}
function impossible(operator2, left, right) {
  return new TemplateFault(`"${operator2}" cannot be applied to a ${kindOf(left)} and a ${kindOf(right)}`);
}

// src/config/templates/library/merged-map.ts
var MergedMap = class extends TemplateObject {
  kind = "map";
  #maps;
  #keys;
  constructor(maps, meter) {
    super();
    this.#maps = maps;
    const keys2 = new ValueMap(maps.flatMap((map) => (map.items() ?? []).map((key) => [key, null])));
    meter.allocateItems(keys2.size);
    this.#keys = [...keys2.items()].sort((left, right) => compare(left, right, meter));
  }
  has(key) {
    return !isUndefined(this.get(key));
  }
  get(key) {
    return this.#maps.findLast((map) => !isUndefined(map.get(key)))?.get(key);
  }
  items() {
    return this.#keys;
  }
};

// src/config/templates/library/list-filters.ts
function length(args) {
  const value = args.value();
  args.end();
  const size = sizeOf(value);
  if (size === void 0) throw new TemplateFault(`a ${kindOf(value)} has no length`);
  return BigInt(size);
}
function first(args) {
  const value = args.value();
  args.end();
  const text5 = textOf(value);
  if (text5 !== void 0) return [...text5].at(0);
  const items3 = isObject(value) ? objectItems(value) : void 0;
  if (items3 === void 0) throw new TemplateFault(`a ${kindOf(value)} has no first item`);
  return items3[0];
}
function last(args) {
  const value = args.value();
  args.end();
  const text5 = textOf(value);
  if (text5 !== void 0) return text5 === "" ? void 0 : sameSafety(value, [...text5].at(-1) ?? "");
  if (!isListLike(value)) throw new TemplateFault(`a ${kindOf(value)} has no last item`);
  return objectItems(value)?.at(-1);
}
function reverse(args) {
  const value = args.value();
  args.end();
  if (isAbsent(value)) return value;
  const text5 = textOf(value);
  if (text5 !== void 0) return sameSafety(value, [...text5].reverse().join(""));
  const items3 = isObject(value) ? objectItems(value) : void 0;
  if (items3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be reversed`);
  const kept = value instanceof ValueMap && !(value instanceof Keywords);
  return new Iterable(() => kept ? items3 : [...items3].reverse());
}
function list(args, host) {
  const value = args.value();
  args.end();
  return [...iterate(value, host)];
}
function extreme(sign) {
  return (args, host) => {
    const value = args.value();
    args.end();
    const [head2, ...rest] = iterate(value, host);
    return rest.reduce((best, item) => {
      const order2 = compare(item, best, host.meter) * sign;
      return order2 < 0 || order2 === 0 && sign === -1 ? item : best;
    }, head2);
  };
}
function sum(args, host) {
  const value = args.value();
  args.end();
  return iterate(value, host).reduce((total, item) => {
    if (isUndefined(item)) return total;
    if (!isNumber(item)) throw new TemplateFault(`only numbers can be summed, not a ${kindOf(item)}`);
    return calculate("+", total, item, host.meter);
  }, 0n);
}
function batch(args, host) {
  const value = args.value();
  const count2 = args.required(asCount);
  const filler = args.optional((given) => given);
  args.end();
  if (count2 === 0) throw new TemplateFault("the count cannot be 0");
  const items3 = iterate(value, host);
  const batches = [];
  for (let at2 = 0; at2 < items3.length; at2 += count2) batches.push(items3.slice(at2, at2 + count2));
  const tail = batches.at(-1);
  if (filler !== void 0 && tail !== void 0 && tail.length < count2) {
    host.meter.allocateItems(count2);
    while (tail.length < count2) tail.push(filler);
  }
  return batches;
}
function sliceFilter(args, host) {
  const value = args.value();
  const count2 = args.required(asCount);
  const filler = args.optional((given) => given);
  args.end();
  if (count2 === 0) throw new TemplateFault("the count cannot be 0");
  const items3 = iterate(value, host);
  host.meter.allocateItems(count2);
  const perSlice = Math.floor(items3.length / count2);
  const withExtra = items3.length % count2;
  return Array.from({ length: count2 }, (_, index) => {
    const start = index * perSlice + Math.min(index, withExtra);
    const part2 = items3.slice(start, start + perSlice + (index < withExtra ? 1 : 0));
    return filler !== void 0 && index >= withExtra ? [...part2, filler] : part2;
  });
}
function chain(args, host) {
  const values = args.rest();
  if (values.length === 0) throw new TemplateFault("an argument is missing");
  if (values.every(isMap2)) return new MergedMap(values, host.meter);
  const all = () => values.flatMap((value) => [...chained(value, host)]);
  return values.every((value) => kindOf(value) === "sequence") ? all() : new Iterable(all, { sized: false });
}
function chained(value, host) {
  const items3 = tryItemsOf(value);
  if (items3 === void 0) throw unsupported(`chaining a ${kindOf(value)}`);
  host.meter.allocateItems(items3.length);
  return items3;
}
function zip(args, host) {
  const values = args.rest();
  if (values.length === 0) throw new TemplateFault("an argument is missing");
  const lists = values.map((value) => {
    const items3 = tryItemsOf(value);
    if (items3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be zipped`);
    return items3;
  });
  const shortest = Math.min(...lists.map((items3) => items3.length));
  host.meter.allocateItems(shortest * lists.length);
  const rows = Array.from({ length: shortest }, (_, row) => lists.map((items3) => items3[row]));
  return new Iterable(() => rows, { sized: values.every((value) => sizeOf(value) !== void 0) });
}
var listFilters = [
  ["length", length],
  ["count", length],
  ["first", first],
  ["last", last],
  ["reverse", reverse],
  ["list", list],
  ["min", extreme(1)],
  ["max", extreme(-1)],
  ["sum", sum],
  ["batch", batch],
  ["slice", sliceFilter],
  ["chain", chain],
  ["zip", zip]
];

// src/config/templates/library/order.ts
function compareBy(left, right, { caseSensitive, reverse: reverse2 }, host) {
  const [a, b] = caseSensitive ? [] : [textOf(left), textOf(right)];
  const order2 = a === void 0 || b === void 0 ? compare(left, right, host.meter) : compareText(foldCase(a), foldCase(b));
  host.meter.step();
  return reverse2 ? -order2 : order2;
}
function foldCase(text5) {
  if (/^[\0-\x7f]*$/.test(text5)) return text5.toLowerCase();
  return [...text5].map(foldCharacter).join("");
}
function foldCharacter(character) {
  const lower = character.toLowerCase();
  const upper = character.toUpperCase();
  if (lower === upper) return character;
  if (upper.length !== character.length || upper.toLowerCase() !== lower || lower.length !== character.length) {
    throw unsupported("sorting some letters of this text without regard to case", "Use case_sensitive=true");
  }
  return lower;
}

// src/config/templates/library/filter-names.ts
var filterNames = new Set(
  `abs attr batch bool capitalize chain count d dateformat datetimeformat default dictsort e escape filesizeformat
  first float format groupby indent int items join last length lines list lower map max min pluralize pprint random
  reject rejectattr replace reverse round safe select selectattr slice sort split string striptags sum timeformat title
  tojson trim truncate unique upper urlencode wordcount wordwrap zip`.trim().split(/\s+/)
);

// src/config/templates/library/tests.ts
function unary(holds) {
  return (args) => {
    const value = args.value();
    args.end();
    return holds(value);
  };
}
function binary(holds) {
  return (args, host) => {
    const [value, other] = [args.value(), args.value()];
    args.end();
    return holds(value, other, host);
  };
}
function ofTexts(holds) {
  return (args) => {
    const [text5, other] = [args.text(), args.text()];
    args.end();
    return holds(text5.text, other.text);
  };
}
function divisible(value, other) {
  if (typeof value === "number" || typeof other === "number") {
    const [a2, b2] = [exactFloatOf(value), exactFloatOf(other)];
    return a2 !== void 0 && b2 !== void 0 && a2 % b2 === 0;
  }
  const [a, b] = [integerOf(value), integerOf(other)];
  if (a === void 0 || b === void 0) return false;
  if (b === 0n) throw new TemplateFault("cannot divide by 0");
  return a % b === 0n;
}
function same(value, other, host) {
  if (isObject(value) || isObject(other)) return value === other;
  if (kindOf(value) !== kindOf(other)) return false;
  return typeof value === "bigint" === (typeof other === "bigint") && equals(value, other, host.meter);
}
function isIn(value, container, host) {
  assertDefined(container, host);
  const holdable = isUndefined(container) || isObject(container) || textOf(container) !== void 0;
  return holdable && contains(container, value, host.meter);
}
var comparisons = [
  ["==", ["eq", "equalto"], binary((a, b, { meter }) => equals(a, b, meter))],
  ["!=", ["ne"], binary((a, b, { meter }) => !equals(a, b, meter))],
  ["<", ["lt", "lessthan"], binary((a, b, { meter }) => compare(a, b, meter) < 0)],
  ["<=", ["le"], binary((a, b, { meter }) => compare(a, b, meter) <= 0)],
  [">", ["gt", "greaterthan"], binary((a, b, { meter }) => compare(a, b, meter) > 0)],
  [">=", ["ge"], binary((a, b, { meter }) => compare(a, b, meter) >= 0)]
];
var named = [
  ["undefined", unary(isUndefined)],
  ["defined", unary((value) => !isUndefined(value))],
  ["none", unary((value) => value === null)],
  ["safe", unary((value) => value instanceof SafeText)],
  ["escaped", unary((value) => value instanceof SafeText)],
  ["boolean", unary((value) => typeof value === "boolean")],
  ["odd", unary((value) => (integerOf(value) ?? 0n) % 2n !== 0n)],
  ["even", unary((value) => (integerOf(value) ?? 1n) % 2n === 0n)],
  ["divisibleby", binary(divisible)],
  ["number", unary(isNumber)],
  ["integer", unary((value) => typeof value === "bigint")],
  ["int", unary((value) => typeof value === "bigint")],
  ["float", unary((value) => typeof value === "number")],
  ["string", unary((value) => textOf(value) !== void 0)],
  ["sequence", unary((value) => kindOf(value) === "sequence")],
  ["iterable", unary((value) => tryItemsOf(value) !== void 0)],
  ["mapping", unary(isMap2)],
  ["startingwith", ofTexts((text5, start) => text5.startsWith(start))],
  ["endingwith", ofTexts((text5, end) => text5.endsWith(end))],
  ["lower", unary((value) => new RegExp("^\\p{Lowercase}*$", "u").test(asText(value)))],
  ["upper", unary((value) => new RegExp("^\\p{Uppercase}*$", "u").test(asText(value)))],
  ["sameas", binary(same)],
  ["in", binary(isIn)],
  ["true", unary((value) => value === true)],
  ["false", unary((value) => value === false)],
  ["filter", unary((value) => filterNames.has(asText(value)))],
  ["test", unary((value) => tests.has(asText(value)))]
];
var tests = new Map([
  ...named,
  ...comparisons.flatMap(([symbol, names, test]) => [symbol, ...names].map((name2) => [name2, test]))
]);

// src/config/templates/library/map-filters.ts
function dictsort(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  args.endPositional();
  if (!isMap2(value)) throw new TemplateFault(`a ${kindOf(value)} has no keys to sort`);
  const position2 = named4.optional("by", asText) === "value" ? 1 : 0;
  const caseSensitive = named4.optional("case_sensitive", asBool) ?? false;
  const reverse2 = named4.optional("reverse", asBool) ?? false;
  named4.end();
  const order2 = { caseSensitive, reverse: reverse2 };
  return [...entriesOf(value)].sort((a, b) => compareBy(a[position2], b[position2], order2, host));
}
function items(args) {
  const value = args.value();
  args.end();
  if (!isMap2(value)) throw new TemplateFault(`a ${kindOf(value)} has no pairs`);
  return new Iterable(() => entriesOf(value));
}
function attr(args) {
  const [value, key] = [args.value(), args.value()];
  args.end();
  if (isUndefined(value)) throw new TemplateFault("undefined value");
  return itemOf(value, key);
}
function defaultFilter(args, host) {
  const value = args.value();
  const given = args.rest();
  if (given.length > 2) throw new TemplateFault("too many arguments");
  const replaceFalse = given.length === 2 && truthOf(given[1], host);
  if (!isUndefined(value) && !(replaceFalse && !isTrue(value))) return value;
  return given.length === 0 ? "" : given[0];
}
function selection(options) {
  return (args, host) => {
    const value = args.value();
    const attribute = options.byAttribute ? args.text().text : void 0;
    const test = args.optionalText();
    const rest = args.rest();
    const holds = test === void 0 ? void 0 : named2(tests, test.text, "test");
    return iterate(value, host).filter((item) => {
      const tested = attribute === void 0 ? item : followPath(item, attribute);
      const result = holds === void 0 ? tested : holds(new Arguments([tested, ...rest], host), host);
      return isTrue(result) === options.keep;
    });
  };
}
function named2(library, name2, what) {
  const found = library.get(name2);
  if (found === void 0) throw new TemplateFault(`there is no ${what} of the name given here`);
  return found;
}
function mapFilter(filters2) {
  return (args, host) => {
    const value = args.value();
    const keywords = args.keywords();
    const rest = args.rest();
    const attribute = keywords.optional("attribute", (given) => given);
    if (attribute !== void 0) {
      if (rest.length > 0) throw new TemplateFault("too many arguments");
      const fallback = keywords.take("default");
      keywords.end();
      return iterate(value, host).map((item) => attributeOr(item, attribute, fallback));
    }
    const [name2, ...more] = rest;
    const text5 = textOf(name2);
    if (text5 === void 0) throw new TemplateFault("map takes the name of a filter, or attribute=\u2026");
    const filter = named2(filters2(), text5, "filter");
    return iterate(value, host).map((item) => filter(new Arguments([item, ...more], host), host));
  };
}
function attributeOr(item, attribute, fallback) {
  const path4 = textOf(attribute);
  try {
    if (isUndefined(item)) throw new TemplateFault("undefined value");
    const found = path4 === void 0 ? itemOf(item, attribute) : followPath(item, path4);
    return isUndefined(found) ? fallback : found;
  } catch (error) {
    if (isUndefined(fallback)) throw error;
    return fallback;
  }
}
var mapFilters = [
  ["dictsort", dictsort],
  ["items", items],
  ["attr", attr],
  ["default", defaultFilter],
  ["d", defaultFilter],
  ["select", selection({ byAttribute: false, keep: true })],
  ["reject", selection({ byAttribute: false, keep: false })],
  ["selectattr", selection({ byAttribute: true, keep: true })],
  ["rejectattr", selection({ byAttribute: true, keep: false })]
];

// src/config/templates/library/number-filters.ts
var maxIndent = 1e3;
function int2(args, host) {
  const value = args.value();
  args.end();
  assertDefined(value, host);
  return toInteger(value);
}
function float(args, host) {
  const value = args.value();
  args.end();
  assertDefined(value, host);
  return toFloat(value);
}
function bool(args, host) {
  const value = args.value();
  args.end();
  return truthOf(value, host);
}
function abs(args) {
  const value = args.value();
  args.end();
  if (typeof value === "number") return Math.abs(value);
  const result = typeof value === "bigint" ? checkedInteger(value < 0n ? -value : value) : void 0;
  if (result === void 0) throw new TemplateFault(`a ${kindOf(value)} has no absolute value`);
  return result;
}
function round(args) {
  const value = args.value();
  const precision = args.optional(asIndex) ?? 0;
  args.end();
  if (typeof value === "bigint") return value;
  if (typeof value !== "number") throw new TemplateFault(`a ${kindOf(value)} cannot be rounded`);
  const factor = powerOfTen(precision);
  return roundHalfAway(factor * value) / factor;
}
function powerOfTen(exponent) {
  let [result, base] = [1, 10];
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= base;
    base *= base;
  }
  return exponent < 0 ? 1 / result : result;
}
function roundHalfAway(value) {
  const whole2 = Math.trunc(value);
  return Math.abs(value - whole2) >= 0.5 ? whole2 + Math.sign(value) : whole2;
}
function tojson(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  const positional2 = args.optional((given) => given);
  args.endPositional();
  const indent2 = positional2 ?? named4.optional("indent", (given) => given);
  named4.end();
  return toSafeJson(value, host.meter, { indent: indentOf(indent2) });
}
function indentOf(indent2) {
  if (indent2 === void 0 || indent2 === false) return void 0;
  const width = indent2 === true ? 2 : asCount(indent2);
  if (width > maxIndent)
    throw new TemplateFault(`JSON cannot be indented by more than ${maxIndent}`, { code: "template_limit" });
  return width;
}
function pprint(args, host) {
  const value = args.value();
  args.end();
  return inspect(value, host.meter, "");
}
function pluralize(args) {
  const value = args.value();
  const [singular, plural] = [args.optional((given) => given), args.optional((given) => given)];
  args.end();
  const count2 = sizeOf(value) ?? integerOf(value);
  if (count2 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be counted`);
  const chosen = Number(count2) === 1 ? singular ?? "" : plural ?? "s";
  return isAbsent(chosen) ? "" : chosen;
}
var binaryUnits = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];
var decimalUnits = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
function filesizeformat(args) {
  const value = args.value();
  const binary2 = args.optional(asBool) ?? false;
  args.end();
  const size = typeof value === "boolean" ? void 0 : floatOf(value);
  if (size === void 0) throw new TemplateFault(`a ${kindOf(value)} is no size`);
  if (size === 1) return "1 Byte";
  const sign = size < 0 ? "-" : "";
  const magnitude = size < 0 ? -size : size;
  const [units, base] = binary2 ? [binaryUnits, 1024] : [decimalUnits, 1e3];
  if (magnitude < base) return `${sign}${floatWithoutPoint(magnitude)} Bytes`;
  if (!Number.isFinite(magnitude)) throw new TemplateFault("the size is not finite");
  let unit = base * base;
  for (const [index, name2] of units.entries()) {
    if (magnitude < unit || index === units.length - 1)
      return `${sign}${toFixed(base * magnitude / unit, 1)} ${name2}`;
    unit *= base;
  }
  return "";
}
var numberFilters = [
  ["int", int2],
  ["float", float],
  ["bool", bool],
  ["abs", abs],
  ["round", round],
  ["tojson", tojson],
  ["pprint", pprint],
  ["pluralize", pluralize],
  ["filesizeformat", filesizeformat]
];

// src/config/templates/library/group-tuple.ts
var GroupTuple = class extends TemplateObject {
  kind = "sequence";
  #grouper;
  #list;
  constructor(grouper, items3) {
    super();
    this.#grouper = grouper;
    this.#list = new Iterable(() => items3);
  }
  has(key) {
    return this.#position(key) !== void 0;
  }
  get(key) {
    const position2 = this.#position(key);
    if (position2 === void 0) return void 0;
    return position2 === 0 ? this.#grouper : this.#list;
  }
  #position(key) {
    const name2 = textOf(key);
    const index = indexOf(key);
    if (name2 === "grouper" || index === 0) return 0;
    return name2 === "list" || index === 1 ? 1 : void 0;
  }
  items() {
    return [this.#grouper, this.#list];
  }
};

// src/config/templates/library/order-filters.ts
function sort(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  args.endPositional();
  const items3 = [...iterate(value, host)];
  const caseSensitive = named4.optional("case_sensitive", asBool) ?? false;
  const reversed = named4.optional("reverse", asBool) ?? false;
  const attribute = named4.optional("attribute", asText);
  named4.end();
  const order2 = { caseSensitive, reverse: reversed };
  const keyOf = attribute === void 0 ? (item) => item : sortKey(attribute);
  const keyed = items3.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((a, b) => compareBy(a.key, b.key, order2, host)).map(({ item }) => item);
}
function sortKey(attribute) {
  const paths3 = attribute.split(",").filter((path5) => path5 !== "");
  if (paths3.length > 1) return (item) => paths3.map((path5) => followPathOr(item, path5.trim(), void 0));
  const path4 = paths3[0]?.trim() ?? attribute;
  return (item) => {
    try {
      return followPath(item, path4);
    } catch {
      throw unsupported("sorting by a path that an item lacks", "minijinja-cli leaves the order open");
    }
  };
}
function unique(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  args.endPositional();
  const attribute = named4.optional("attribute", asText);
  const caseSensitive = named4.optional("case_sensitive", asBool) ?? false;
  named4.end();
  const seen = /* @__PURE__ */ new Set();
  const seenObjects = [];
  return iterate(value, host).filter((item) => {
    const key = attribute === void 0 ? item : followPathOr(item, attribute, void 0);
    if (isObject(key)) return isNew(key, seenObjects, host);
    const text5 = textOf(key);
    const identity = text5 === void 0 || caseSensitive ? identityOf(key) : text5.toLowerCase();
    const known3 = seen.has(identity);
    seen.add(identity);
    return !known3;
  });
}
function isNew(key, seen, host) {
  if (seen.some((other) => compare(other, key, host.meter) === 0)) return false;
  seen.push(key);
  return true;
}
function groupby(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  const positional2 = args.optional(asText);
  args.endPositional();
  const fallback = named4.take("default") ?? void 0;
  const caseSensitive = named4.optional("case_sensitive", asBool) ?? false;
  const attribute = positional2 ?? asText(named4.take("attribute"));
  named4.end();
  const order2 = { caseSensitive, reverse: false };
  const keyed = itemsOf(value).map((item) => ({ item, key: followPathOr(item, attribute, fallback) }));
  host.meter.step(keyed.length);
  keyed.sort((a, b) => compareBy(a.key, b.key, order2, host));
  const groups2 = [];
  for (const { item, key } of keyed) {
    const group = groups2.at(-1);
    if (group === void 0 || compareBy(group.key, key, order2, host) !== 0) groups2.push({ key, items: [item] });
    else {
      group.items.push(item);
      group.key = key;
    }
  }
  return groups2.map(({ key, items: items3 }) => new GroupTuple(key, items3));
}
var orderFilters = [
  ["sort", sort],
  ["unique", unique],
  ["groupby", groupby]
];

// src/config/templates/library/format-field.ts
function formatField(value, format, host) {
  if (typeof value === "boolean") return formatBool(value, format);
  if (typeof value === "bigint") return formatInteger(value, format);
  if (isNumber(value)) return formatFloat(value, format);
  return formatText(display(value, host.meter), kindOf(value), format);
}
function formatBool(value, format) {
  return format.type === "s" ? pad(value ? "True" : "False", format) : formatInteger(value ? 1n : 0n, format);
}
function formatText(text5, kind, format) {
  if (format.type === "s") {
    const cut = format.precision === void 0 ? text5 : [...text5].slice(0, format.precision).join("");
    return pad(cut, format);
  }
  if (format.type !== "c") throw new TemplateFault(`a ${kind} cannot be formatted as "%${format.type}"`);
  if ([...text5].length !== 1) throw new TemplateFault('"%c" needs an integer or one character');
  return padTo(text5, format, 1);
}
function formatInteger(value, format) {
  const magnitude = value < 0n ? -value : value;
  const sign = signOf(value < 0n, format, format.type !== "s");
  switch (format.type) {
    case "c":
      return padTo(characterOf(value), format, 1);
    case "d":
      return padNumber(String(magnitude), sign, "", format);
    case "s":
      return padNumber(String(magnitude), value < 0n ? "-" : "", "", format);
    case "o":
      return padNumber(magnitude.toString(8), sign, "0o", format);
    case "x":
      return padNumber(magnitude.toString(16), sign, "0x", format);
    case "X":
      return padNumber(magnitude.toString(16).toUpperCase(), sign, "0X", format);
    default:
      return padNumber(formatMagnitude(magnitude, format), sign, "", format);
  }
}
function characterOf(code) {
  if (code < 0n || code > 0x10ffffn || code >= 0xd800n && code <= 0xdfffn) {
    throw new TemplateFault('"%c" needs a code point');
  }
  return String.fromCodePoint(Number(code));
}
function formatFloat(value, format) {
  if (!"eEfFgGs".includes(format.type)) throw new TemplateFault(`a float cannot be formatted as "%${format.type}"`);
  const negative = value < 0 || Object.is(value, -0);
  const sign = signOf(negative, format, format.type !== "s");
  if (Number.isNaN(value)) return padNumber(cased("nan", format), "", "", format);
  if (!Number.isFinite(value)) return padNumber(cased("inf", format), sign, "", format);
  const magnitude = Math.abs(value);
  if (magnitude === 0 && "gGs".includes(format.type)) return padNumber("0", sign, "", format);
  const text5 = formatMagnitude(magnitude, format);
  return padNumber(format.type === "s" && !/[.eE]/.test(text5) ? `${text5}.0` : text5, sign, "", format);
}
function cased(text5, { type }) {
  return "EFG".includes(type) ? text5.toUpperCase() : text5;
}
function signOf(negative, format, plusAllowed) {
  if (negative) return "-";
  if (format.plus && plusAllowed) return "+";
  return format.space ? " " : "";
}
function formatMagnitude(magnitude, format) {
  const precision = format.precision ?? 6;
  if (format.type === "f" || format.type === "F") return withPoint(toFixed(magnitude, precision), format);
  if (format.type === "e" || format.type === "E") {
    const { mantissa, exponent } = toExponential(magnitude, precision);
    return withPoint(mantissa, format) + format.type + exponentText(exponent);
  }
  return formatGeneral(magnitude, Math.max(1, precision), format);
}
function formatGeneral(magnitude, precision, format) {
  const { mantissa, exponent } = toExponential(magnitude, precision - 1);
  if (exponent >= -4 && exponent < precision) {
    if (typeof magnitude === "bigint") return String(magnitude);
    return withoutZeros(toFixed(magnitude, precision - 1 - exponent), format);
  }
  return withoutZeros(mantissa, format) + (format.type === "G" ? "E" : "e") + exponentText(exponent);
}
function withoutZeros(text5, { alternate }) {
  return alternate || !text5.includes(".") ? text5 : text5.replace(/0+$/, "").replace(/\.$/, "");
}
function withPoint(text5, { precision, alternate }) {
  return precision === 0 && alternate ? `${text5}.` : text5;
}
function exponentText(exponent) {
  return `${exponent < 0 ? "-" : "+"}${String(Math.abs(exponent)).padStart(2, "0")}`;
}
function padNumber(digits, sign, prefix, format) {
  const marked = format.alternate ? prefix : "";
  if (!format.zero) return pad(sign + marked + digits, format);
  const width = (format.width ?? 0) - sign.length - marked.length;
  return sign + marked + digits.padStart(width, "0");
}
function pad(text5, format) {
  return padTo(text5, format, new TextEncoder().encode(text5).length);
}
function padTo(text5, { left, width = 0 }, length2) {
  const filler = " ".repeat(Math.max(0, width - length2));
  return left ? text5 + filler : filler + text5;
}

// src/config/templates/library/printf.ts
var field = /%(?:%|(?:\(([^)]*)\))?([#0\- +]*)(\d*)(?:\.(\d*))?[hlL]?(.?))/gsu;
var types = "dieEfFgGoxXcs";
function formatFilter(args, host) {
  const value = args.value();
  const values = args.rest();
  if (value instanceof SafeText) throw unsupported("formatting text that is marked safe");
  let next = 0;
  return asText(value).replace(field, (all, key, flags, width, precision, type) => {
    if (all === "%%") return "%";
    const argument = key === void 0 ? positional(values, next++) : named3(values, key);
    const text5 = formatField(argument, fieldFormat(flags, width, precision, type), host);
    host.meter.allocate(text5.length);
    return text5;
  });
}
function positional(values, index) {
  if (index >= values.length) throw new TemplateFault("format has fewer arguments than fields");
  return values[index];
}
function named3(values, key) {
  const [map] = values;
  const value = isMap2(map) ? attributeOf(map, key) : void 0;
  if (isUndefined(value)) throw new TemplateFault("format lacks an argument of a name in its text");
  return value;
}
function fieldFormat(flags, width, precision, type) {
  if (type === "" || !types.includes(type)) throw new TemplateFault("format has a field of an unknown type");
  const left = flags.includes("-");
  const zero = flags.includes("0") && !left;
  return {
    left,
    plus: flags.includes("+"),
    space: flags.includes(" ") && !flags.includes("+"),
    alternate: flags.includes("#"),
    zero: zero && width !== "",
    width: width === "" ? void 0 : sizeOf2(width),
    precision: precision === void 0 || precision === "" ? void 0 : sizeOf2(precision),
    type: type === "i" ? "d" : type
  };
}
function sizeOf2(digits) {
  const size = Number(digits);
  if (size > 1e4) throw new TemplateFault("format makes no field wider than 10000", { code: "template_limit" });
  return size;
}

// src/config/templates/library/filters.ts
function refuse2(name2, why) {
  return [
    name2,
    () => {
      throw unsupported(`the filter "${name2}"`, why);
    }
  ];
}
var timeHint = "Dates have no place in a machine configuration; write the text itself";
var filters = new Map([
  ...textFilters,
  ...splitFilters,
  ...listFilters,
  ...orderFilters,
  ...mapFilters,
  ...numberFilters,
  ["map", mapFilter(() => filters)],
  ["format", formatFilter],
  refuse2("random", "A machine configuration must come out the same each time"),
  refuse2("wordwrap", "Wrap the text in the template"),
  refuse2("datetimeformat", timeHint),
  refuse2("dateformat", timeHint),
  refuse2("timeformat", timeHint)
]);

// src/config/templates/values/slice.ts
function slice(value, start, stop, step3) {
  const bounds = { start: bound(start), stop: bound(stop), step: bound(step3) ?? 1 };
  if (bounds.step === 0) throw new TemplateFault("cannot slice by steps of 0");
  const text5 = textOf(value);
  if (text5 !== void 0) return pick([...text5], bounds).join("");
  if (isAbsent(value)) return [];
  if (!isListLike(value)) throw new TemplateFault(`a ${kindOf(value)} cannot be sliced`);
  const items3 = objectItems(value) ?? [];
  const known3 = sizeOf(value) ?? (bounds.step < 0 ? items3.length : 0);
  const picked = pick(items3, bounds, known3);
  return new Iterable(() => picked, { sized: bounds.step < 0 || sizeOf(value) !== void 0 });
}
function bound(value) {
  if (value === null) return void 0;
  const index = indexOf(value);
  if (index === void 0) throw new TemplateFault(`a ${kindOf(value)} is no position to slice at`);
  return index;
}
function pick(items3, bounds, length2 = items3.length) {
  return bounds.step > 0 ? pickForwards(items3, bounds, length2) : pickBackwards(items3, bounds, length2);
}
function pickForwards(items3, { start = 0, stop, step: step3 }, length2) {
  const from = start < 0 ? Math.max(0, length2 + start) : start;
  const to = stop === void 0 ? length2 : stop < 0 ? Math.max(0, length2 + stop) : stop;
  const picked = [];
  for (const [index, item] of items3.slice(from, Math.max(from, to)).entries()) {
    if (index % step3 === 0) picked.push(item);
  }
  return picked;
}
function pickBackwards(items3, { start, stop, step: step3 }, length2) {
  if (length2 === 0) throw unsupported("slicing an empty value backwards", "minijinja-cli fails on it too");
  const from = firstBackwards(start, length2);
  const to = stop === void 0 ? 0 : stop < 0 ? Math.max(0, length2 + stop) : stop;
  const size = -step3;
  const count2 = to === 0 ? Math.floor((from + size) / size) : Math.floor((from - to + size - 1) / size);
  const picked = [];
  for (let index = from; index >= to && picked.length < count2; index -= size)
    picked.push(...items3.slice(index, index + 1));
  return picked;
}
function firstBackwards(start, length2) {
  if (start === void 0 || start >= length2) return length2 - 1;
  return start >= 0 ? start : Math.max(0, length2 + start);
}

// src/config/templates/evaluate/comparisons.ts
function compareValues(type, left, right, meter) {
  switch (type) {
    case "==":
      return equals(left, right, meter);
    case "!=":
      return !equals(left, right, meter);
    case "<":
      return compare(left, right, meter) < 0;
    case "<=":
      return compare(left, right, meter) <= 0;
    case ">":
      return compare(left, right, meter) > 0;
    case ">=":
      return compare(left, right, meter) >= 0;
    case "in":
      return contains(right, left, meter);
    case "not in":
      return !contains(right, left, meter);
    default:
      return type;
  }
}

// src/config/templates/evaluate/fold-constants.ts
var foldable = /* @__PURE__ */ new Set(["Array", "Dict", "Not", "Neg", "And", "Or", "BinOp", "Compare"]);
var remembered = /* @__PURE__ */ new WeakMap();
function constantOf(expression, meter) {
  if (expression.typename === "Literal") return expression;
  if (!foldable.has(expression.typename)) return void 0;
  const known3 = remembered.get(expression);
  if (known3 !== void 0) return known3 === "none" ? void 0 : known3;
  const constant = tryFold(expression, meter);
  remembered.set(expression, constant ?? "none");
  return constant;
}
function tryFold(expression, meter) {
  try {
    return fold(expression, meter);
  } catch (error) {
    if (error instanceof TemplateFault && error.code === "template_invalid") return void 0;
    throw error;
  }
}
function fold(expression, meter) {
  switch (expression.typename) {
    case "Array":
      return allLiterals(expression.children) ? { value: expression.children.map((child3) => child3.typename === "Literal" ? child3.value : void 0) } : void 0;
    case "Dict": {
      if (!allLiterals(expression.children.flatMap(({ key, value }) => [key, value]))) return void 0;
      const map = new ValueMap();
      for (const { key, value } of expression.children) {
        if (key.typename === "Literal" && value.typename === "Literal") map.set(key.value, value.value);
      }
      return { value: map };
    }
    case "Not":
    case "Neg": {
      const target = constantOf(expression.target, meter);
      if (target === void 0) return void 0;
      return { value: expression.typename === "Not" ? !isTrue(target.value) : negate(target.value) };
    }
    case "And":
    case "Or":
      return foldLogic(expression, meter);
    case "BinOp": {
      const operands = both(expression.left, expression.right, meter);
      return operands && { value: calculate(expression.operator, operands[0], operands[1], meter) };
    }
    case "Compare":
      return foldComparison(expression, meter);
    default:
      return void 0;
  }
}
function allLiterals(expressions) {
  return expressions.every(({ typename }) => typename === "Literal");
}
function both(left, right, meter) {
  const [a, b] = [constantOf(left, meter), constantOf(right, meter)];
  return a === void 0 || b === void 0 ? void 0 : [a.value, b.value];
}
function foldLogic({ typename, left, right }, meter) {
  const operands = both(left, right, meter);
  if (operands === void 0) return void 0;
  const [a, b] = operands;
  if (typename === "Or") return { value: isTrue(a) ? a : b };
  return { value: isTrue(a) && isTrue(b) ? b : false };
}
function foldComparison({ expr, ops }, meter) {
  let left = constantOf(expr, meter);
  for (const { expr: operand, type } of ops) {
    const right = left === void 0 ? void 0 : constantOf(operand, meter);
    if (left === void 0 || right === void 0) return void 0;
    if (!compareValues(type, left.value, right.value, meter)) return { value: false };
    left = right;
  }
  return { value: true };
}

// src/config/templates/syntax/free-names.ts
var Tracker = class {
  free = /* @__PURE__ */ new Set();
  #assigned = [/* @__PURE__ */ new Set()];
  assign(name2) {
    this.#assigned.at(-1)?.add(name2);
  }
  assignTarget(target) {
    if (target.typename === "Symbol") this.assign(target.value);
    if (target.typename === "Array") for (const child3 of target.children) this.assignTarget(child3);
  }
  /** A name counts as assigned after its first look-up: it is free once. */
  use(name2) {
    if (this.#assigned.some((names) => names.has(name2))) return;
    this.free.add(name2);
    this.assign(name2);
  }
  scope(visit2) {
    this.#assigned.push(/* @__PURE__ */ new Set());
    visit2();
    this.#assigned.pop();
  }
};
var remembered2 = /* @__PURE__ */ new WeakMap();
function freeNames(macro) {
  const known3 = remembered2.get(macro);
  if (known3 !== void 0) return known3;
  const tracker = new Tracker();
  visitMacro(macro, tracker);
  remembered2.set(macro, tracker.free);
  return tracker.free;
}
function visitMacro(macro, tracker) {
  for (const { name: name2 } of macro.args) tracker.assign(name2);
  for (const parameter of macro.args) visit(parameter.default, tracker);
  visitBody(macro.body, tracker);
}
function visitNestedMacro(macro, tracker) {
  tracker.scope(() => {
    tracker.assign("caller");
    visitMacro(macro, tracker);
  });
}
function visitBody(body, tracker) {
  for (const statement of body) visitStatement(statement, tracker);
}
function visitStatement(statement, tracker) {
  switch (statement.typename) {
    case "Output":
      if (statement.children[0].typename !== "TemplateData") visit(statement.children[0], tracker);
      return;
    case "If":
      visit(statement.cond, tracker);
      tracker.scope(() => visitBody(statement.body, tracker));
      tracker.scope(() => visitBody(statement.else_ ?? [], tracker));
      return;
    case "For":
      tracker.scope(() => {
        tracker.assign("loop");
        visit(statement.arr, tracker);
        tracker.assignTarget(statement.name);
        visit(statement.filter, tracker);
        visitBody(statement.body, tracker);
      });
      tracker.scope(() => visitBody(statement.else_, tracker));
      return;
    case "With":
      tracker.scope(() => {
        for (const { target, value } of statement.assignments) {
          tracker.assignTarget(target);
          visit(value, tracker);
        }
        visitBody(statement.body, tracker);
      });
      return;
    case "Set":
      tracker.assignTarget(statement.target);
      visit(statement.value, tracker);
      return;
    case "SetBlock":
      tracker.assignTarget(statement.target);
      tracker.scope(() => visitBody(statement.body, tracker));
      return;
    case "FilterBlock":
    case "AutoEscape":
      tracker.scope(() => visitBody(statement.body, tracker));
      return;
    case "Block":
      tracker.scope(() => {
        tracker.assign("super");
        visitBody(statement.body, tracker);
      });
      return;
    case "Import":
      tracker.assign(statement.target);
      return;
    case "FromImport":
      for (const { alias } of statement.names) tracker.assign(alias);
      return;
    case "Macro":
      tracker.assign(statement.name);
      visitNestedMacro(statement, tracker);
      return;
    case "CallBlock":
      visit(statement.call, tracker);
      visitNestedMacro(statement.caller, tracker);
      return;
    case "Do":
      visit(statement.call, tracker);
      return;
    case "Extends":
    case "Include":
    case "Break":
    case "Continue":
      return;
    default:
      statement;
  }
}
function visitArguments(args, tracker) {
  for (const { value } of args) visit(value, tracker);
}
function visit(expression, tracker) {
  switch (expression?.typename) {
    case void 0:
    case "Literal":
      return;
    case "Symbol":
      tracker.use(expression.value);
      return;
    case "Array":
      for (const child3 of expression.children) visit(child3, tracker);
      return;
    case "Dict":
      for (const { key, value } of expression.children) {
        visit(key, tracker);
        visit(value, tracker);
      }
      return;
    case "LookupVal":
      visit(expression.target, tracker);
      visit(expression.val, tracker);
      return;
    case "Slice":
      for (const bound2 of [expression.start, expression.stop, expression.step]) visit(bound2, tracker);
      return;
    case "FunCall":
      visit(expression.name, tracker);
      visitArguments(expression.args, tracker);
      return;
    case "Filter":
    case "Is":
      visit(expression.target, tracker);
      visitArguments(expression.args, tracker);
      return;
    case "InlineIf":
      visit(expression.cond, tracker);
      visit(expression.body, tracker);
      visit(expression.else_, tracker);
      return;
    case "And":
    case "Or":
    case "BinOp":
      visit(expression.left, tracker);
      visit(expression.right, tracker);
      return;
    case "Not":
    case "Neg":
      visit(expression.target, tracker);
      return;
    case "Compare":
      visit(expression.expr, tracker);
      for (const { expr } of expression.ops) visit(expr, tracker);
      return;
    default:
      expression;
  }
}

// src/config/templates/evaluate/state.ts
var State = class {
  run;
  scope;
  template;
  autoescape;
  blocks = /* @__PURE__ */ new Map();
  block;
  /** Templates extended so far, to find a cycle. */
  extended = /* @__PURE__ */ new Set();
  /** Set by `extends`: what is rendered in place of the template that is running. */
  parent;
  /** Where the parent is extended. */
  extendedFrom;
  /** The autoescaping with which the running template, block or macro began. */
  enteredAutoescape;
  constructor(run, scope, template, autoescape = template.autoescape) {
    this.run = run;
    this.scope = scope;
    this.template = template;
    this.autoescape = autoescape;
    this.enteredAutoescape = autoescape;
  }
  get meter() {
    return this.run.meter;
  }
  get strict() {
    return this.run.strict;
  }
  get initialAutoescape() {
    return this.template.autoescape;
  }
  lookup(name2) {
    return this.scope.find(name2)?.value;
  }
  carryOrigins(from, to) {
    this.run.origins.carry(from, to);
  }
  invoke(callee, args) {
    for (const value of args) this.meter.walk(textOf(value)?.length ?? 0);
    return callee(new Arguments(args, this), this);
  }
  originAt(position2) {
    return { file: this.template.path, line: position2.lineno + 1 };
  }
  /** Runs something and gives back what it wrote. */
  captured(write3) {
    this.run.output.capture();
    write3();
    return this.toValue(this.run.output.release());
  }
  toValue(written) {
    this.run.origins.remember(written);
    this.meter.allocate(written.text.length);
    return this.autoescape === "none" ? written.text : new SafeText(written.text);
  }
};

// src/config/templates/evaluate/macro-object.ts
var macroDepth = 4;
var MacroObject = class extends TemplateObject {
  kind = "map";
  macro;
  template;
  closure;
  constructor(macro, template, closure) {
    super();
    this.macro = macro;
    this.template = template;
    this.closure = closure;
  }
  get usesCaller() {
    return freeNames(this.macro).has("caller");
  }
  has(key) {
    return key === "name" || key === "arguments" || key === "caller";
  }
  get(key) {
    if (key === "name") return this.macro.name;
    if (key === "arguments") return this.macro.args.map(({ name: name2 }) => name2);
    return key === "caller" ? this.usesCaller : void 0;
  }
  items() {
    return ["name", "arguments", "caller"];
  }
  display() {
    return `<macro ${this.macro.name}>`;
  }
};
function declareMacro(macro, state) {
  const { top } = state.scope;
  for (const name2 of freeNames(macro)) {
    if (name2 === "caller") continue;
    top.closure ??= /* @__PURE__ */ new Map();
    if (!top.closure.has(name2)) top.closure.set(name2, state.lookup(name2));
  }
  return new MacroObject(macro, state.template, top.closure ?? /* @__PURE__ */ new Map());
}
function callMacro(callee, values, state) {
  const { args, caller } = bind(callee, values);
  const frames = [new Frame({ context: state.run.root }), new Frame({ context: callee.closure })];
  const scope = new Scope(state.scope.globals, frames, state.scope.depth + macroDepth);
  const inner = new State(state.run, scope, callee.template, state.autoescape);
  if (callee.usesCaller) scope.store("caller", caller);
  return state.captured(() => {
    for (const [index, parameter] of [...callee.macro.args.entries()].reverse()) {
      const given = args[index];
      const value = isUndefined(given) && parameter.default !== void 0 ? state.run.interpreter.evaluate(parameter.default, inner) : given;
      scope.store(parameter.name, value);
    }
    state.run.interpreter.execute(callee.macro.body, inner);
  });
}
function bind(callee, values) {
  const last2 = values.at(-1);
  const keywords = last2 instanceof Keywords ? last2 : new Keywords();
  const positional2 = last2 instanceof Keywords ? values.slice(0, -1) : values;
  const { name: macroName, args: parameters } = callee.macro;
  if (positional2.length > parameters.length) throw new TemplateFault(`too many arguments for the macro "${macroName}"`);
  const used = new Set(callee.usesCaller ? ["caller"] : []);
  const args = parameters.map(({ name: name2 }, index) => {
    if (index < positional2.length) {
      if (keywords.has(name2)) throw new TemplateFault(`the argument "${name2}" is given twice`);
      return positional2[index];
    }
    if (keywords.has(name2)) used.add(name2);
    return keywords.get(name2);
  });
  for (const key of keywords.items()) {
    const name2 = textOf(key);
    if (name2 !== void 0 && !used.has(name2))
      throw new TemplateFault(
        `the macro "${macroName}" has no argument${keywords.written.has(name2) ? ` "${name2}"` : " of a name given here"}`
      );
  }
  return { args, caller: keywords.get("caller") };
}

// src/config/templates/evaluate/evaluate.ts
function evaluate(expression, state) {
  state.meter.step();
  try {
    const constant = constantOf(expression, state.meter);
    return constant === void 0 ? evaluateNode(expression, state) : constant.value;
  } catch (error) {
    throw error instanceof TemplateFault ? error.at(state.template.path, expression) : error;
  }
}
function evaluateNode(expression, state) {
  switch (expression.typename) {
    case "Literal":
      return expression.value;
    case "Symbol":
      return state.lookup(expression.value);
    case "Array":
      return expression.children.map((child3) => evaluate(child3, state));
    case "Dict":
      return buildMap(expression, state);
    case "LookupVal":
      return lookUp(expression, state);
    case "Slice":
      return evaluateSlice(expression, state);
    case "FunCall":
      return state.run.interpreter.call(expression, state);
    case "Filter":
      return applyFilter(expression, state);
    case "Is":
      return applyTest(expression, state);
    case "InlineIf":
      return choose(expression, state);
    case "And":
    case "Or": {
      const left = evaluate(expression.left, state);
      const decided = conditionOf(left, expression.left, state) === (expression.typename === "Or");
      return decided ? left : evaluate(expression.right, state);
    }
    case "Not":
      return !conditionOf(evaluate(expression.target, state), expression.target, state);
    case "Neg":
      return negate(evaluate(expression.target, state));
    case "BinOp":
      return evaluateBinary(expression, state);
    case "Compare":
      return evaluateComparison(expression, state);
    default:
      return expression;
  }
}
function conditionOf(value, expression, state) {
  requireDefined(value, expression, state);
  return truthOf(value, state);
}
function requireDefined(value, expression, state) {
  if (state.strict && value === void 0) {
    throw new TemplateFault(`${describe2(expression)} is undefined`, {
      hint: "Set the variable, or give it a default: | default('\u2026')"
    }).at(state.template.path, expression);
  }
}
function buildMap({ children }, state) {
  const map = new ValueMap();
  for (const { key, value } of children) map.set(evaluate(key, state), evaluate(value, state));
  return map;
}
function lookUp({ target, val, dotted }, state) {
  const container = evaluate(target, state);
  const key = evaluate(val, state);
  if (isUndefined(container)) {
    throw new TemplateFault(`${describe2(target)} is undefined, so nothing can be looked up in it`);
  }
  state.meter.walk(textOf(container)?.length ?? 0);
  return dotted && typeof key === "string" ? attributeOf(container, key) : itemOf(container, key);
}
function evaluateSlice({ target, start, stop, step: step3 }, state) {
  const value = evaluate(target, state);
  const [from, to, by] = [start, stop, step3].map((bound2) => bound2 === void 0 ? null : evaluate(bound2, state));
  requireDefined(value, target, state);
  state.meter.walk(textOf(value)?.length ?? 0);
  const sliced = slice(value, from, to, by);
  if (typeof sliced === "string") state.meter.allocate(sliced.length);
  else state.meter.allocateItems(itemsOf(sliced).length);
  return sliced;
}
function choose({ cond, body, else_ }, state) {
  if (conditionOf(evaluate(cond, state), cond, state)) return evaluate(body, state);
  return else_ === void 0 ? silentUndefined : evaluate(else_, state);
}
function evaluateBinary({ operator: operator2, left, right }, state) {
  const [a, b] = [evaluate(left, state), evaluate(right, state)];
  if (operator2 === "~") {
    requireDefined(a, left, state);
    requireDefined(b, right, state);
  }
  return calculate(operator2, a, b, state.meter);
}
function evaluateComparison({ expr, ops }, state) {
  let left = evaluate(expr, state);
  let leftExpression = expr;
  for (const { expr: operand, type } of ops) {
    const right = evaluate(operand, state);
    requireDefined(left, leftExpression, state);
    requireDefined(right, operand, state);
    if (!compareValues(type, left, right, state.meter)) return false;
    left = right;
    leftExpression = operand;
  }
  return true;
}
function applyFilter({ name: name2, target, args }, state, block) {
  const value = target === void 0 ? block : evaluateFiltered(target, state, block);
  const filter = find(filters, name2, "filter");
  return state.invoke(filter, [value, ...evaluateArguments(args, state)]);
}
function evaluateFiltered(target, state, block) {
  const inChain = block !== void 0 && target.typename === "Filter";
  return inChain ? applyFilter(target, state, block) : evaluate(target, state);
}
function applyTest({ name: name2, target, args }, state) {
  const value = evaluate(target, state);
  return isTrue(state.invoke(find(tests, name2, "test"), [value, ...evaluateArguments(args, state)]));
}
function find(library, name2, what) {
  const found = library.get(name2);
  if (found !== void 0) return found;
  const nearest = nearestName(name2, [...library.keys()]);
  throw new TemplateFault(
    `there is no ${what} "${name2}"`,
    nearest === void 0 ? {} : { hint: `Did you mean "${nearest}"?` }
  );
}
function evaluateArguments(args, state, caller) {
  const values = [];
  for (const argument of args) {
    if (argument.kind === "positional") values.push(evaluate(argument.value, state));
    if (argument.kind === "splat") values.push(...itemsOf(evaluate(argument.value, state)));
  }
  const named4 = args.filter(({ kind }) => kind === "keyword" || kind === "keywords");
  if (named4.length === 0 && caller === void 0) return values;
  const keywords = new Keywords();
  for (const argument of named4) addKeywords(argument, keywords, state);
  if (caller !== void 0) keywords.set("caller", declareMacro(caller, state));
  return [...values, keywords];
}
function addKeywords(argument, keywords, state) {
  const value = evaluate(argument.value, state);
  if (argument.kind === "keyword") {
    keywords.set(argument.name, value);
    keywords.written.add(argument.name);
    return;
  }
  assertDefined(value, state);
  if (!isMap2(value)) throw new TemplateFault(`a ${kindOf(value)} cannot be keyword arguments`);
  for (const [key, item] of entriesOf(value)) keywords.set(key, item);
}

// src/config/templates/evaluate/loop-object.ts
var attributes = /* @__PURE__ */ new Map([
  ["index0", (loop) => BigInt(loop.index)],
  ["index", (loop) => BigInt(loop.index + 1)],
  ["length", (loop) => whole(loop.length)],
  ["revindex", (loop) => whole(loop.remaining)],
  ["revindex0", (loop) => whole(loop.remaining === void 0 ? void 0 : Math.max(0, loop.remaining - 1))],
  ["first", (loop) => loop.index === 0],
  ["last", (loop) => loop.length !== void 0 && (loop.length === 0 || loop.index === loop.length - 1)],
  ["depth", (loop) => BigInt(loop.depth + 1)],
  ["depth0", (loop) => BigInt(loop.depth)],
  ["previtem", (loop) => loop.rounds[loop.index - 1]],
  ["nextitem", (loop) => loop.rounds[loop.index + 1]]
]);
function whole(count2) {
  return count2 === void 0 ? void 0 : BigInt(count2);
}
var LoopObject = class extends TemplateObject {
  kind = "map";
  /** What the loop goes over. */
  rounds;
  /** Known beforehand only for what has a length; a string has none here. */
  length;
  depth;
  /** Runs the loop's body over other items, for a recursive loop. */
  recurse;
  /** minijinja mixes up its values when such a loop is called inside an expression. */
  hasElse;
  index = -1;
  #lastChanged;
  constructor(items3, options) {
    super();
    this.rounds = items3;
    this.length = options.length;
    this.depth = options.depth;
    this.recurse = options.recurse;
    this.hasElse = options.hasElse ?? false;
  }
  get remaining() {
    return this.length === void 0 ? void 0 : Math.max(0, this.length - this.index);
  }
  has(key) {
    return typeof key === "string" && attributes.has(key);
  }
  get(key) {
    const attribute = typeof key === "string" && this.index >= 0 ? attributes.get(key) : void 0;
    return attribute?.(this);
  }
  items() {
    return [...attributes.keys()];
  }
  display() {
    return `<loop ${this.index}/${this.length ?? "?"}>`;
  }
  /** `loop.changed(…)`: whether the arguments differ from those of the call before. */
  changed(values, meter) {
    const last2 = this.#lastChanged;
    const same2 = last2 !== void 0 && last2.length === values.length && last2.every((value, index) => equals(value, values[index], meter));
    if (!same2) this.#lastChanged = values;
    return !same2;
  }
  cycle(values) {
    if (values.length === 0) throw new TemplateFault("loop.cycle needs at least one argument");
    return values[this.index % values.length];
  }
};

// src/config/templates/evaluate/call.ts
function call(expression, state, caller) {
  const { name: callee, args } = expression;
  if (callee.typename === "Symbol") return callNamed(callee.value, evaluateArguments(args, state, caller), state);
  if (callee.typename === "LookupVal" && callee.dotted && callee.val.typename === "Literal") {
    const name2 = String(callee.val.value);
    if (callee.target.typename === "Symbol" && callee.target.value === "self") {
      return state.captured(() => writeBlock(name2, state));
    }
    const target2 = evaluate(callee.target, state);
    if (isUndefined(target2)) throw new TemplateFault(`${describe2(callee.target)} is undefined, so it has no methods`);
    return callMethod(target2, name2, evaluateArguments(args, state, caller), state);
  }
  const target = evaluate(callee, state);
  return callValue(target, evaluateArguments(args, state, caller), state, describe2(callee));
}
function callNamed(name2, args, state) {
  if (name2 === "super") {
    if (args.length > 0) throw new TemplateFault("super() takes no arguments");
    return state.captured(() => writeSuper(state));
  }
  const found = state.scope.find(name2);
  if (found === void 0) throw new TemplateFault(`there is no function "${name2}"`);
  if (!(found.value instanceof LoopObject)) return callValue(found.value, args, state, `"${name2}"`);
  const [items3] = args;
  if (args.length !== 1) throw new TemplateFault("loop() takes one argument");
  const loop = found.value;
  if (loop.hasElse) throw unsupported("calling a recursive loop that has an else inside an expression");
  return state.captured(() => recurse(loop, items3, state));
}
function recurse(loop, items3, state) {
  if (loop.recurse === void 0) throw new TemplateFault("this loop is not recursive");
  loop.recurse(items3, state);
}
function callValue(callee, args, state, described2) {
  state.meter.step();
  if (callee instanceof MacroObject) return callMacro(callee, args, state);
  if (callee instanceof NativeFunction) return state.invoke(callee.call, args);
  if (callee instanceof Joiner) return state.invoke((bound2) => callee.call(bound2), args);
  throw new TemplateFault(`${described2} is a ${kindOf(callee)} and cannot be called`);
}
function callMethod(target, name2, args, state) {
  if (target instanceof LoopObject) {
    if (name2 === "changed") return target.changed(args, state.meter);
    if (name2 === "cycle") return target.cycle(args);
  }
  if (target instanceof Cycler && name2 === "next") return state.invoke((bound2) => target.next(bound2), args);
  if (state.run.pyCompat) {
    const result = callPythonMethod(target, name2, args, state);
    if (result !== void 0) return result.value;
  }
  if (target instanceof TemplateObject && target.has(name2)) {
    return callValue(attributeOf(target, name2), args, state, `"${name2}"`);
  }
  throw new TemplateFault(`a ${kindOf(target)} has no method "${name2}"`, hintFor(name2));
}
var filterInstead = /* @__PURE__ */ new Map([
  ["items", "| items"],
  ["get", "| default('\u2026') after the look-up"],
  ["upper", "| upper"],
  ["lower", "| lower"],
  ["split", "| split('\u2026')"],
  ["replace", "| replace('\u2026', '\u2026')"],
  ["strip", "| trim"]
]);
function hintFor(name2) {
  const filter = filterInstead.get(name2);
  if (filter === void 0) return {};
  return { hint: `Write ${filter}, or set py-compat = true in .minijinja.toml if minijinja-cli is called with it` };
}

// src/config/templates/evaluate/assign.ts
function assign(target, value, state) {
  if (target.typename === "Symbol") {
    state.scope.store(target.value, value);
    return;
  }
  if (target.typename === "LookupVal") {
    setAttribute(target.target, target.val, value, state);
    return;
  }
  const items3 = isObject(value) ? objectItems(value) : void 0;
  if (items3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be unpacked`);
  if (items3.length !== target.children.length) {
    throw new TemplateFault(`${items3.length} values cannot be unpacked into ${target.children.length} names`);
  }
  for (const [index, child3] of target.children.entries()) assign(child3, items3[index], state);
}
function setAttribute(target, name2, value, state) {
  const namespace2 = evaluate(target, state);
  if (!(namespace2 instanceof Namespace)) {
    throw new TemplateFault(`only a namespace's attributes can be set, not those of a ${kindOf(namespace2)}`);
  }
  namespace2.set(textOf(evaluate(name2, state)) ?? "", value);
}

// src/config/templates/evaluate/execute-for.ts
function executeFor(statement, state) {
  const iterated = evaluate(statement.arr, state);
  requireDefined(iterated, statement.arr, state);
  const items3 = iterate(iterated, state);
  const kept = statement.filter === void 0 ? items3 : filterItems(statement, statement.filter, items3, state);
  const length2 = statement.filter === void 0 ? lengthHint(iterated) : kept.length;
  return runLoop(statement, kept, length2, state) ? void 0 : state.run.interpreter.execute(statement.else_, state);
}
function filterItems(statement, filter, items3, state) {
  const frame = new Frame({ loop: new LoopObject(items3, { length: items3.length, depth: 0 }) });
  state.scope.push(frame);
  const kept = items3.filter((item) => {
    frame.locals.clear();
    assign(statement.name, item, state);
    return conditionOf(evaluate(filter, state), filter, state);
  });
  state.scope.pop();
  return kept;
}
function runLoop(statement, items3, length2, state) {
  const outer = state.scope.loop;
  const depth = outer?.recurse === void 0 ? 0 : outer.depth + 1;
  const loop = new LoopObject(items3, {
    length: length2,
    depth,
    recurse: recursion(statement, state),
    hasElse: statement.else_.length > 0
  });
  const frame = new Frame({ loop, loopVisible: true });
  state.scope.push(frame);
  let broken = false;
  for (const [index, item] of items3.entries()) {
    state.meter.step();
    loop.index = index;
    frame.locals.clear();
    assign(statement.name, item, state);
    broken = state.run.interpreter.execute(statement.body, state) === "break";
    if (broken) break;
  }
  if (!broken) loop.index++;
  state.scope.pop();
  return loop.index > 0;
}
function recursion(statement, state) {
  if (!statement.recursive) return void 0;
  return (value, caller) => {
    if (caller !== state) throw unsupported("calling a loop from elsewhere than where it runs");
    runLoop(statement, iterate(value, state), lengthHint(value), state);
  };
}

// src/config/templates/evaluate/execute.ts
function execute(body, state) {
  for (const statement of body) {
    const completion = executeStatement(statement, state);
    if (completion !== void 0) return completion;
  }
  return void 0;
}
function executeStatement(statement, state) {
  state.meter.step();
  try {
    return executeNode(statement, state);
  } catch (error) {
    throw error instanceof TemplateFault ? error.at(state.template.path, statement) : error;
  }
}
function executeNode(statement, state) {
  switch (statement.typename) {
    case "If":
      return executeIf(statement, state);
    case "For":
      return executeFor(statement, state);
    case "Break":
      return "break";
    case "Continue":
      return "continue";
    default:
      executeSimple(statement, state);
      return void 0;
  }
}
function executeSimple(statement, state) {
  switch (statement.typename) {
    case "Output":
      writeOutput(statement, state);
      return;
    case "Set":
      assign(statement.target, evaluate(statement.value, state), state);
      return;
    case "SetBlock":
      executeSetBlock(statement, state);
      return;
    case "With":
      executeWith(statement, state);
      return;
    case "FilterBlock": {
      const captured = state.captured(() => execute(statement.body, state));
      write(applyFilter(statement.filter, state, captured), statement, state);
      return;
    }
    case "AutoEscape":
      executeAutoEscape(statement, state);
      return;
    case "Macro":
      state.scope.store(statement.name, declareMacro(statement, state));
      return;
    case "CallBlock":
      executeCallBlock(statement, state);
      return;
    case "Do":
      call(statement.call, state);
      return;
    case "Block":
      writeBlock(statement.name, state);
      return;
    case "Extends":
      extendTemplate(statement, state);
      return;
    case "Include":
      includeTemplate(statement, state);
      return;
    case "Import":
      importTemplate(statement, state);
      return;
    case "FromImport":
      importNames(statement, state);
      return;
    default:
      statement;
  }
}
function writeOutput({ children: [child3], lineno }, state) {
  if (child3.typename === "TemplateData") {
    const { path: path4 } = state.template;
    state.run.output.write(child3.value, (line) => ({ file: path4, line: child3.lineno + line + 1 }));
    return;
  }
  if (writesDirectly(child3, state)) return;
  const value = evaluate(child3, state);
  requireDefined(value, child3, state);
  write(value, { lineno, colno: 0 }, state, child3.typename === "FunCall");
}
function writesDirectly(child3, state) {
  if (child3.typename !== "FunCall") return false;
  const { name: callee, args } = child3;
  if (callee.typename === "Symbol") {
    if (callee.value === "super" && args.length === 0) {
      writeSuper(state);
      return true;
    }
    if (callee.value !== "loop" || args.length !== 1 || args[0]?.kind !== "positional") return false;
    const items3 = evaluate(args[0].value, state);
    const { loop } = state.scope;
    if (loop === void 0) throw new TemplateFault("loop() is called outside a loop");
    recurse(loop, items3, state);
    return true;
  }
  if (callee.typename !== "LookupVal" || !callee.dotted || callee.val.typename !== "Literal") return false;
  if (callee.target.typename !== "Symbol" || callee.target.value !== "self") return false;
  writeBlock(String(callee.val.value), state);
  return true;
}
function write(value, at2, state, called = false) {
  const text5 = escapeValue(value, state.autoescape, state.meter);
  state.run.output.write(text5, state.run.origins.originOf(text5, state.originAt(at2), called));
}
function executeSetBlock({ target, filter, body }, state) {
  const captured = state.captured(() => execute(body, state));
  assign(target, filter === void 0 ? captured : applyFilter(filter, state, captured), state);
}
function executeIf({ cond, body, else_ }, state) {
  const holds = conditionOf(evaluate(cond, state), cond, state);
  return execute(holds ? body : else_ ?? [], state);
}
function executeWith({ assignments, body }, state) {
  state.scope.push(new Frame());
  for (const { target, value } of assignments) assign(target, evaluate(value, state), state);
  execute(body, state);
  state.scope.pop();
}
function executeAutoEscape({ enabled, body }, state) {
  const outer = state.autoescape;
  state.autoescape = deriveAutoEscape(evaluate(enabled, state), state);
  execute(body, state);
  state.autoescape = outer;
}
function deriveAutoEscape(value, state) {
  const mode = textOf(value);
  if (mode === "html" || mode === "json" || mode === "none") return mode;
  if (mode !== void 0) throw new TemplateFault("autoescape takes a bool, html, json or none");
  if (!equals(value, true, state.meter)) return "none";
  return state.enteredAutoescape === "none" ? "html" : state.enteredAutoescape;
}
function executeCallBlock(statement, state) {
  const value = call(statement.call, state, statement.caller);
  requireDefined(value, statement.call, state);
  write(value, statement, state, true);
}

// src/config/templates/evaluate/interpreter.ts
var interpreter = { evaluate, execute, call };

// src/config/templates/evaluate/origins.ts
var OriginMemory = class {
  #texts = /* @__PURE__ */ new Map();
  #last;
  /** Two captures may give the same text: then nobody knows whose lines it has. */
  remember(written) {
    this.#last = written;
    this.#add(written);
  }
  #add({ text: text5, origins }) {
    if (!text5.includes("\n")) return;
    const known3 = this.#texts.get(text5);
    this.#texts.set(text5, known3 === void 0 ? origins : combine(known3, origins));
  }
  /** For a text made of another line by line, as `indent` does. */
  carry(from, to) {
    const origins = this.#texts.get(from);
    if (origins !== void 0 && countLines(from) === countLines(to)) this.#add({ text: to, origins });
  }
  /** The lines of an emitted text: those that wrote it, else the emitting one. `called`: it is what a call just gave. */
  originOf(text5, emitting, called) {
    const last2 = called && this.#last?.text === text5 ? this.#last.origins : void 0;
    const origins = last2 ?? (text5.includes("\n") ? this.#texts.get(text5) : void 0);
    return origins === void 0 ? () => emitting : (line) => origins[line];
  }
};
function combine(known3, origins) {
  return known3.map((origin, line) => sameOrigin(origin, origins[line]) ? origin : void 0);
}
function sameOrigin(left, right) {
  return left?.file === right?.file && left?.line === right?.line;
}
function countLines(text5) {
  return text5.split("\n").length;
}

// src/config/templates/evaluate/output.ts
var Sink = class {
  #parts = [];
  #origins = [void 0];
  #decided = false;
  write(text5, originOf) {
    this.#parts.push(text5);
    let line = 0;
    let start = 0;
    for (let end = text5.indexOf("\n"); ; end = text5.indexOf("\n", start)) {
      this.#extendLine(text5.slice(start, end === -1 ? void 0 : end), end !== -1, line, originOf);
      if (end === -1) return;
      this.#origins.push(void 0);
      this.#decided = false;
      start = end + 1;
      line++;
    }
  }
  #extendLine(part2, ends, line, originOf) {
    if (this.#decided || part2 === "" && !ends) return;
    const decides = /\S/.test(part2);
    const last2 = this.#origins.length - 1;
    if (decides || this.#origins[last2] === void 0) this.#origins[last2] = originOf(line);
    this.#decided = decides;
  }
  finish() {
    return { text: this.#parts.join(""), origins: this.#origins };
  }
};
var Output = class {
  /** undefined throws away what is written. */
  #sinks = [new Sink()];
  #maxLength;
  #length = 0;
  constructor(maxLength2) {
    this.#maxLength = maxLength2;
  }
  get discarding() {
    return this.#sinks.at(-1) === void 0;
  }
  write(text5, originOf) {
    const sink = this.#sinks.at(-1);
    if (sink === void 0 || text5 === "") return;
    this.#length += text5.length;
    if (this.#length > this.#maxLength) throw tooMuch2(`the output is longer than ${this.#maxLength} characters`);
    sink.write(text5, originOf);
  }
  /** Catches what is written until `release`. */
  capture() {
    this.#sinks.push(new Sink());
  }
  discard() {
    this.#sinks.push(void 0);
  }
  release() {
    const written = this.#sinks.pop()?.finish() ?? { text: "", origins: [] };
    this.#length -= written.text.length;
    return written;
  }
};

// src/config/templates/evaluate/render.ts
function render(request) {
  const { template, definitions, environment, meter } = request;
  const output = new Output(meter.limits.outputLength);
  const names = new Map(globals);
  if (environment !== void 0) names.set("ENV", environment);
  const run = { ...request, root: definitions, output, interpreter, origins: new OriginMemory() };
  try {
    const state = new State(run, new Scope(names, [new Frame({ context: definitions })]), template);
    state.blocks = blocksOf(template);
    runTemplate(template, state);
  } catch (error) {
    throw error instanceof RangeError ? stackOverflow(template) : error;
  }
  return output.release();
}
function stackOverflow(template) {
  return tooMuch2("values or calls are nested too deeply").at(template.path, { lineno: 0, colno: 0 });
}

// src/config/templates/syntax/template-parser.ts
var import_lexer4 = __toESM(require_lexer(), 1);

// src/config/templates/syntax/nodes.ts
var import_nodes = __toESM(require_nodes(), 1);
var own = new Map(
  ["AutoEscape", "Break", "CallBlock", "Continue", "Do", "FilterBlock", "SetBlock", "Slice", "With"].map((name2) => [
    name2,
    import_nodes.default.Node.extend(name2, { fields: [] })
  ])
);
function node(typename, at2, fields2) {
  const Class = own.get(typename) ?? import_nodes.default[typename];
  if (Class === void 0) throw new Error(`nunjucks has no node ${typename}`);
  return Object.assign(new Class(at2.lineno, at2.colno), fields2);
}

// src/config/templates/syntax/target-parser.ts
var import_lexer3 = __toESM(require_lexer(), 1);

// src/config/templates/syntax/expression-parser.ts
var import_lexer2 = __toESM(require_lexer(), 1);

// src/config/templates/syntax/token-parser.ts
var import_lexer = __toESM(require_lexer(), 1);
var import_parser = __toESM(require_parser(), 1);
var maxNesting = 150;
var TokenParser = class extends import_parser.default.Parser {
  #nesting = 0;
  error(message, lineno, colno) {
    const fault = new TemplateFault(message);
    return lineno === void 0 || colno === void 0 ? fault : fault.at("", { lineno, colno });
  }
  nested(parse4) {
    this.#nesting++;
    if (this.#nesting > maxNesting) {
      throw new TemplateFault("expressions or blocks are nested too deeply", { code: "template_limit" });
    }
    const parsed = parse4();
    this.#nesting--;
    return parsed;
  }
  /** Takes the next token when it has the type, and the value if one is asked for. */
  take(type, expected, value) {
    const token = this.next(expected);
    if (token.type !== type || value !== void 0 && token.value !== value) throw this.unexpected(token, expected);
    return token;
  }
  next(expected) {
    return this.nextToken() ?? this.endOfTemplate(expected);
  }
  isNext(type, value) {
    const token = this.peekToken();
    return token !== null && token.type === type && (value === void 0 || token.value === value);
  }
  unexpected(token, expected) {
    const written = token.type === import_lexer.default.TOKEN_STRING ? "a string" : `"${token.value}"`;
    return new TemplateFault(`unexpected ${written}, expected ${expected}`).at("", token);
  }
  endOfTemplate(expected) {
    throw new TemplateFault(`unexpected end of the template, expected ${expected}`);
  }
};

// src/config/templates/syntax/expression-parser.ts
var maxArguments = 2e3;
var comparisons2 = /* @__PURE__ */ new Set(["==", "!=", "<", "<=", ">", ">="]);
var constants = /* @__PURE__ */ new Map([
  ["true", true],
  ["True", true],
  ["false", false],
  ["False", false],
  ["none", null],
  ["None", null]
]);
var argumentStarts = /* @__PURE__ */ new Set([
  import_lexer2.default.TOKEN_SYMBOL,
  import_lexer2.default.TOKEN_STRING,
  import_lexer2.default.TOKEN_INT,
  import_lexer2.default.TOKEN_FLOAT,
  import_lexer2.default.TOKEN_LEFT_BRACKET,
  import_lexer2.default.TOKEN_LEFT_CURLY
]);
var notArguments = /* @__PURE__ */ new Set(["and", "or", "else", "is"]);
var ExpressionParser = class extends TokenParser {
  parseExpression() {
    return this.nested(() => this.#inlineIf());
  }
  parseCondition() {
    return this.#or();
  }
  #here() {
    return this.peekToken() ?? this.endOfTemplate("an expression");
  }
  #inlineIf() {
    let expression = this.#or();
    while (this.skipSymbol("if")) {
      const cond = this.#or();
      const else_ = this.skipSymbol("else") ? this.#inlineIf() : void 0;
      expression = node("InlineIf", expression, { cond, body: expression, else_ });
    }
    return expression;
  }
  #or() {
    let left = this.#and();
    while (this.skipSymbol("or")) left = node("Or", left, { left, right: this.#and() });
    return left;
  }
  #and() {
    let left = this.#not();
    while (this.skipSymbol("and")) left = node("And", left, { left, right: this.#not() });
    return left;
  }
  #not() {
    const at2 = this.#here();
    if (!this.skipSymbol("not")) return this.#compare();
    return this.nested(() => node("Not", at2, { target: this.#not() }));
  }
  #compare() {
    const expr = this.#sum();
    const ops = [];
    for (let type = this.#comparison(); type !== void 0; type = this.#comparison()) {
      const operand = this.#sum();
      ops.push(node("CompareOperand", operand, { expr: operand, type }));
    }
    return ops.length === 0 ? expr : node("Compare", expr, { expr, ops });
  }
  #comparison() {
    const token = this.peekToken();
    if (token?.type === import_lexer2.default.TOKEN_OPERATOR && comparisons2.has(token.value)) {
      this.nextToken();
      return token.value;
    }
    if (this.skipSymbol("in")) return "in";
    if (!this.skipSymbol("not")) return void 0;
    this.take(import_lexer2.default.TOKEN_SYMBOL, '"in"', "in");
    return "not in";
  }
  #sum() {
    return this.#binary(["+", "-"], () => this.#concatenation());
  }
  #concatenation() {
    return this.#binary(["~"], () => this.#product());
  }
  #product() {
    return this.#binary(["*", "/", "//", "%"], () => this.#power());
  }
  #power() {
    return this.#binary(["**"], () => this.#unary());
  }
  #binary(operators, operand) {
    let left = operand();
    for (; ; ) {
      const token = this.peekToken();
      const operator2 = operators.find((candidate) => token?.value === candidate && token.type !== import_lexer2.default.TOKEN_STRING);
      if (operator2 === void 0) return left;
      this.nextToken();
      left = node("BinOp", left, { operator: operator2, left, right: operand() });
    }
  }
  #unary() {
    return this.#filtersAndTests(this.#postfix(this.#negation()));
  }
  /** As in minijinja, a minus binds closer than what follows it: `-a.b` is `(-a).b`. */
  #negation() {
    const at2 = this.#here();
    if (!this.skipValue(import_lexer2.default.TOKEN_OPERATOR, "-")) return this.nested(() => this.#primary());
    return this.nested(() => node("Neg", at2, { target: this.#negation() }));
  }
  #postfix(target) {
    if (this.skipValue(import_lexer2.default.TOKEN_OPERATOR, ".")) return this.#postfix(this.#attribute(target));
    if (this.skip(import_lexer2.default.TOKEN_LEFT_BRACKET)) return this.#postfix(this.#subscript(target));
    if (!this.isNext(import_lexer2.default.TOKEN_LEFT_PAREN)) return target;
    return this.#postfix(node("FunCall", target, { name: target, args: this.parseArguments() }));
  }
  #attribute(target) {
    const token = this.next("a name or an integer");
    if (token.type !== import_lexer2.default.TOKEN_SYMBOL && token.type !== import_lexer2.default.TOKEN_INT) {
      throw this.unexpected(token, "a name or an integer");
    }
    const dotted = token.type === import_lexer2.default.TOKEN_SYMBOL;
    const val = node("Literal", token, { value: dotted ? token.value : BigInt(token.value) });
    return node("LookupVal", target, { target, val, dotted });
  }
  #subscript(target) {
    const at2 = this.#here();
    const start = this.isNext(import_lexer2.default.TOKEN_COLON) ? void 0 : this.parseExpression();
    if (!this.skip(import_lexer2.default.TOKEN_COLON)) {
      this.take(import_lexer2.default.TOKEN_RIGHT_BRACKET, '"]"');
      if (start === void 0) throw new TemplateFault("empty subscript").at("", at2);
      return node("LookupVal", target, { target, val: start, dotted: false });
    }
    const stop = this.isNext(import_lexer2.default.TOKEN_RIGHT_BRACKET) || this.isNext(import_lexer2.default.TOKEN_COLON) ? void 0 : this.parseExpression();
    const hasStep = this.skip(import_lexer2.default.TOKEN_COLON) && !this.isNext(import_lexer2.default.TOKEN_RIGHT_BRACKET);
    const step3 = hasStep ? this.parseExpression() : void 0;
    this.take(import_lexer2.default.TOKEN_RIGHT_BRACKET, '"]"');
    return node("Slice", target, { target, start, stop, step: step3 });
  }
  #filtersAndTests(target) {
    let expression = target;
    for (; ; ) {
      if (this.skip(import_lexer2.default.TOKEN_PIPE)) expression = this.parseFilter(expression);
      else if (this.skipSymbol("is")) expression = this.#test(expression);
      else return expression;
    }
  }
  /** What follows a `|`. */
  parseFilter(target) {
    const { token, name: name2 } = this.#dottedName();
    const args = this.isNext(import_lexer2.default.TOKEN_LEFT_PAREN) ? this.parseArguments() : [];
    return node("Filter", token, { name: name2, target, args });
  }
  #test(target) {
    const negated = this.skipSymbol("not");
    const { token, name: name2 } = this.#dottedName();
    const test = node("Is", token, { name: name2, target, args: this.#testArguments() });
    return negated ? node("Not", target, { target: test }) : test;
  }
  #testArguments() {
    const token = this.peekToken();
    if (token === null) return [];
    if (token.type === import_lexer2.default.TOKEN_LEFT_PAREN) return this.parseArguments();
    const isSign = token.type === import_lexer2.default.TOKEN_OPERATOR && (token.value === "-" || token.value === "+");
    if (!isSign && !argumentStarts.has(token.type)) return [];
    if (token.type === import_lexer2.default.TOKEN_SYMBOL && notArguments.has(token.value)) return [];
    return [{ kind: "positional", value: this.#postfix(this.#negation()) }];
  }
  #dottedName() {
    const token = this.take(import_lexer2.default.TOKEN_SYMBOL, "a name");
    let name2 = token.value;
    while (this.skipValue(import_lexer2.default.TOKEN_OPERATOR, ".")) name2 += `.${this.take(import_lexer2.default.TOKEN_SYMBOL, "a name").value}`;
    return { token, name: name2 };
  }
  parseArguments() {
    this.take(import_lexer2.default.TOKEN_LEFT_PAREN, '"("');
    const args = [];
    this.#untilBracket(import_lexer2.default.TOKEN_RIGHT_PAREN, () => {
      args.push(this.#argument(args));
      if (args.length > maxArguments) throw new TemplateFault("too many arguments in a call");
    });
    return args;
  }
  #argument(before) {
    if (this.skipValue(import_lexer2.default.TOKEN_OPERATOR, "**")) return { kind: "keywords", value: this.parseExpression() };
    if (this.skipValue(import_lexer2.default.TOKEN_OPERATOR, "*")) return { kind: "splat", value: this.parseExpression() };
    const value = this.parseExpression();
    if (value.typename === "Symbol" && this.skipValue(import_lexer2.default.TOKEN_OPERATOR, "=")) {
      return { kind: "keyword", name: value.value, value: this.parseExpression() };
    }
    if (before.some(({ kind }) => kind === "keyword" || kind === "keywords")) {
      throw new TemplateFault("positional argument after a keyword argument").at("", value);
    }
    return { kind: "positional", value };
  }
  #primary() {
    const token = this.next("an expression");
    switch (token.type) {
      case import_lexer2.default.TOKEN_SYMBOL: {
        const constant = constants.get(token.value);
        if (constant !== void 0) return node("Literal", token, { value: constant });
        return node("Symbol", token, { value: token.value });
      }
      case import_lexer2.default.TOKEN_STRING:
        return node("Literal", token, { value: this.#adjacentStrings(token.value) });
      case import_lexer2.default.TOKEN_INT:
        return node("Literal", token, { value: BigInt(token.value) });
      case import_lexer2.default.TOKEN_FLOAT:
        return node("Literal", token, { value: Number(token.value) });
      case import_lexer2.default.TOKEN_LEFT_PAREN:
        return this.#tupleOrGroup(token);
      case import_lexer2.default.TOKEN_LEFT_BRACKET:
        return this.#list(token);
      case import_lexer2.default.TOKEN_LEFT_CURLY:
        return this.#dict(token);
      default:
        throw this.unexpected(token, "an expression");
    }
  }
  #adjacentStrings(first2) {
    let text5 = first2;
    while (this.isNext(import_lexer2.default.TOKEN_STRING)) text5 += this.next("a string").value;
    return text5;
  }
  /** minijinja has no tuples: they are lists. */
  #tupleOrGroup(at2) {
    if (this.skip(import_lexer2.default.TOKEN_RIGHT_PAREN)) return node("Array", at2, { children: [] });
    const first2 = this.parseExpression();
    if (!this.isNext(import_lexer2.default.TOKEN_COMMA)) {
      this.take(import_lexer2.default.TOKEN_RIGHT_PAREN, '")"');
      return first2;
    }
    const children = [first2];
    while (!this.skip(import_lexer2.default.TOKEN_RIGHT_PAREN)) {
      this.take(import_lexer2.default.TOKEN_COMMA, '","');
      if (this.skip(import_lexer2.default.TOKEN_RIGHT_PAREN)) break;
      children.push(this.parseExpression());
    }
    return node("Array", at2, { children });
  }
  #list(at2) {
    const children = [];
    this.#untilBracket(import_lexer2.default.TOKEN_RIGHT_BRACKET, () => children.push(this.parseExpression()));
    return node("Array", at2, { children });
  }
  #dict(at2) {
    const children = [];
    this.#untilBracket(import_lexer2.default.TOKEN_RIGHT_CURLY, () => {
      const key = this.parseExpression();
      this.take(import_lexer2.default.TOKEN_COLON, '":"');
      children.push(node("Pair", key, { key, value: this.parseExpression() }));
    });
    return node("Dict", at2, { children });
  }
  /** Items with commas between them, one more comma allowed at the end. */
  #untilBracket(closing, parseItem) {
    for (let first2 = true; !this.skip(closing); first2 = false) {
      if (!first2) {
        this.take(import_lexer2.default.TOKEN_COMMA, '","');
        if (this.skip(closing)) return;
      }
      parseItem();
    }
  }
};

// src/config/templates/syntax/target-parser.ts
var reserved = /* @__PURE__ */ new Set(["true", "True", "false", "False", "none", "None", "loop", "self"]);
var TargetParser = class extends ExpressionParser {
  parseTargets(dotted) {
    const items3 = [];
    let tuple = false;
    for (; ; ) {
      if (items3.length > 0) this.take(import_lexer3.default.TOKEN_COMMA, '","');
      if (this.#endsTargets()) break;
      items3.push(this.isNext(import_lexer3.default.TOKEN_LEFT_PAREN) ? this.parseBracketedTargets(dotted) : this.parseTarget(dotted));
      if (!this.isNext(import_lexer3.default.TOKEN_COMMA)) break;
      tuple = true;
    }
    const [only] = items3;
    if (!tuple && only !== void 0) return only;
    const at2 = only ?? this.next("a name");
    return node("Array", at2, { children: items3 });
  }
  #endsTargets() {
    return this.isNext(import_lexer3.default.TOKEN_RIGHT_PAREN) || this.isNext(import_lexer3.default.TOKEN_BLOCK_END) || this.isNext(import_lexer3.default.TOKEN_VARIABLE_END) || this.isNext(import_lexer3.default.TOKEN_SYMBOL, "in");
  }
  parseBracketedTargets(dotted) {
    this.take(import_lexer3.default.TOKEN_LEFT_PAREN, '"("');
    const targets = this.nested(() => this.parseTargets(dotted));
    this.take(import_lexer3.default.TOKEN_RIGHT_PAREN, '")"');
    return targets;
  }
  parseTarget(dotted) {
    const token = this.parseNewName();
    let target = node("Symbol", token, { value: token.value });
    while (dotted && this.skipValue(import_lexer3.default.TOKEN_OPERATOR, ".")) {
      const attribute = this.take(import_lexer3.default.TOKEN_SYMBOL, "a name");
      const val = node("Literal", attribute, { value: attribute.value });
      target = node("LookupVal", token, { target, val, dotted: true });
    }
    return target;
  }
  parseNewName() {
    const token = this.take(import_lexer3.default.TOKEN_SYMBOL, "a name");
    if (reserved.has(token.value)) throw new TemplateFault(`cannot assign to the name "${token.value}"`).at("", token);
    return token;
  }
  parseFilterChain() {
    let filter = this.parseFilter(void 0);
    while (!this.isNext(import_lexer3.default.TOKEN_BLOCK_END)) {
      this.take(import_lexer3.default.TOKEN_PIPE, '"|"');
      filter = this.parseFilter(filter);
    }
    return filter;
  }
  /** `with context` and `without context` mean nothing in minijinja. */
  skipContextMarker() {
    if (!this.skipSymbol("with") && !this.skipSymbol("without")) return false;
    this.take(import_lexer3.default.TOKEN_SYMBOL, '"context"', "context");
    return true;
  }
  parseParameters() {
    const parameters = [];
    let hasDefaults = false;
    while (!this.skip(import_lexer3.default.TOKEN_RIGHT_PAREN)) {
      if (parameters.length > 0) {
        this.take(import_lexer3.default.TOKEN_COMMA, '","');
        if (this.skip(import_lexer3.default.TOKEN_RIGHT_PAREN)) break;
      }
      const name2 = this.parseNewName().value;
      if (hasDefaults) this.take(import_lexer3.default.TOKEN_OPERATOR, '"="', "=");
      else hasDefaults = this.skipValue(import_lexer3.default.TOKEN_OPERATOR, "=");
      parameters.push({ name: name2, default: hasDefaults ? this.parseExpression() : void 0 });
    }
    return parameters;
  }
};

// src/config/templates/syntax/template-parser.ts
var TemplateParser = class extends TargetParser {
  #within = { loop: "none", macro: false, top: true };
  /** Every block parsed so far. */
  blocks = /* @__PURE__ */ new Map();
  /** The templates named by plain strings so far. */
  references = [];
  parseTemplate() {
    return this.parseAsRoot().children;
  }
  advanceAfterVariableEnd() {
    this.take(import_lexer4.default.TOKEN_VARIABLE_END, '"}}"');
  }
  /** Called by nunjucks after `{%`; null ends the body that parseUntilBlocks is reading. */
  parseStatement() {
    const token = this.next("a statement");
    if (token.type !== import_lexer4.default.TOKEN_SYMBOL) throw this.unexpected(token, "a statement");
    if (this.#ends.has(token.value)) {
      this.pushToken(token);
      return null;
    }
    const statement = this.nested(() => this.#whole(token));
    this.#blockEnd();
    return statement;
  }
  /** Where the template ends too early, the innermost statement still open is the one to look at. */
  #whole(token) {
    try {
      return this.#statement(token);
    } catch (error) {
      const hasEnded = error instanceof TemplateFault && error.location === void 0;
      if (hasEnded) error.hint ??= `The "${token.value}" in line ${token.lineno + 1} is not closed.`;
      throw error;
    }
  }
  #ends = /* @__PURE__ */ new Set();
  #body(ends, within = {}) {
    const [outerEnds, outer] = [this.#ends, this.#within];
    this.#ends = new Set(ends);
    this.#within = { ...outer, ...within };
    const { children } = this.parseUntilBlocks(...ends);
    this.#ends = outerEnds;
    this.#within = outer;
    return children;
  }
  #blockEnd() {
    this.take(import_lexer4.default.TOKEN_BLOCK_END, '"%}"');
  }
  #statement(token) {
    switch (token.value) {
      case "for":
        return this.#for(token);
      case "if":
        return this.#if(token);
      case "with":
        return this.#with(token);
      case "set":
        return this.#set(token);
      case "autoescape":
        return this.#autoescape(token);
      case "filter":
        return this.#filterBlock(token);
      case "block":
        return this.#block(token);
      case "extends":
        return this.#extends(token);
      case "include":
        return this.#include(token);
      case "import":
        return this.#import(token);
      case "from":
        return this.#fromImport(token);
      case "macro":
        return this.#macro(token);
      case "call":
        return this.#callBlock(token);
      case "do":
        return node("Do", token, { call: this.#call() });
      case "break":
        return this.#jump("Break", token);
      case "continue":
        return this.#jump("Continue", token);
      default:
        throw new TemplateFault(`unknown statement "${token.value}"`).at("", token);
    }
  }
  #for(at2) {
    const name2 = this.parseTargets(false);
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"in"', "in");
    const arr = this.parseCondition();
    const filter = this.skipSymbol("if") ? this.parseExpression() : void 0;
    const recursive = this.skipSymbol("recursive");
    this.#blockEnd();
    const body = this.#body(["endfor", "else"], { loop: "inside", top: false });
    const else_ = this.skipSymbol("else") ? this.#elseOfFor() : [];
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"endfor"', "endfor");
    return node("For", at2, { name: name2, arr, filter, recursive, body, else_ });
  }
  #elseOfFor() {
    this.#blockEnd();
    const loop = this.#within.loop === "none" ? "broken" : this.#within.loop;
    return this.#body(["endfor"], { loop, top: false });
  }
  #if(at2) {
    const cond = this.parseCondition();
    this.#blockEnd();
    const body = this.#body(["endif", "else", "elif"]);
    const token = this.take(import_lexer4.default.TOKEN_SYMBOL, '"endif"');
    return node("If", at2, { cond, body, else_: this.#elseOfIf(token) });
  }
  #elseOfIf(token) {
    if (token.value === "endif") return void 0;
    if (token.value === "elif") return [this.nested(() => this.#if(token))];
    this.#blockEnd();
    const body = this.#body(["endif"]);
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"endif"', "endif");
    return body;
  }
  #with(at2) {
    const assignments = [];
    while (!this.isNext(import_lexer4.default.TOKEN_BLOCK_END)) {
      if (assignments.length > 0) this.take(import_lexer4.default.TOKEN_COMMA, '","');
      const target = this.isNext(import_lexer4.default.TOKEN_LEFT_PAREN) ? this.parseBracketedTargets(false) : this.parseTarget(false);
      this.take(import_lexer4.default.TOKEN_OPERATOR, '"="', "=");
      assignments.push({ target, value: this.parseExpression() });
    }
    this.#blockEnd();
    const body = this.#closedBody("endwith");
    return node("With", at2, { assignments, body });
  }
  /** The body of a statement that opens a scope or catches output: a jump must not leave it. */
  #closedBody(end, within = {}) {
    const loop = this.#within.loop === "none" ? "none" : "broken";
    const body = this.#body([end], { loop, top: false, ...within });
    this.take(import_lexer4.default.TOKEN_SYMBOL, `"${end}"`, end);
    return body;
  }
  #set(at2) {
    const target = this.parseTargets(true);
    if (this.isNext(import_lexer4.default.TOKEN_BLOCK_END) || this.isNext(import_lexer4.default.TOKEN_PIPE)) {
      const filter = this.skip(import_lexer4.default.TOKEN_PIPE) ? this.parseFilterChain() : void 0;
      this.#blockEnd();
      return node("SetBlock", at2, { target, filter, body: this.#closedBody("endset") });
    }
    this.take(import_lexer4.default.TOKEN_OPERATOR, '"="', "=");
    const value = this.parseExpression();
    if (!this.skip(import_lexer4.default.TOKEN_COMMA)) return node("Set", at2, { target, value });
    const children = [value];
    while (!this.isNext(import_lexer4.default.TOKEN_BLOCK_END)) {
      children.push(this.parseExpression());
      if (!this.skip(import_lexer4.default.TOKEN_COMMA)) break;
    }
    return node("Set", at2, { target, value: node("Array", value, { children }) });
  }
  #autoescape(at2) {
    const enabled = this.parseExpression();
    this.#blockEnd();
    return node("AutoEscape", at2, { enabled, body: this.#closedBody("endautoescape") });
  }
  #filterBlock(at2) {
    const filter = this.parseFilterChain();
    this.#blockEnd();
    return node("FilterBlock", at2, { filter, body: this.#closedBody("endfilter") });
  }
  #block(at2) {
    if (this.#within.macro) throw new TemplateFault("a block cannot stand in a macro").at("", at2);
    const name2 = this.take(import_lexer4.default.TOKEN_SYMBOL, "a name").value;
    this.skipSymbol("scoped");
    const required = this.skipSymbol("required");
    if (this.blocks.has(name2)) throw new TemplateFault(`block "${name2}" is defined twice`).at("", at2);
    const block = node("Block", at2, { name: name2, required, body: [] });
    this.blocks.set(name2, block);
    this.#blockEnd();
    const body = this.#closedBody("endblock", { loop: "none" });
    if (required && !body.every(isBlank)) throw new TemplateFault("a required block must be empty").at("", at2);
    const trailing2 = this.peekToken();
    if (trailing2?.type === import_lexer4.default.TOKEN_SYMBOL) this.take(import_lexer4.default.TOKEN_SYMBOL, `the block's name "${name2}"`, name2);
    return Object.assign(block, { body });
  }
  #extends(at2) {
    if (!this.#within.top) throw unsupported("extends inside another statement than if").at("", at2);
    return node("Extends", at2, { template: this.#reference() });
  }
  #reference() {
    const template = this.parseExpression();
    if (template.typename === "Literal" && typeof template.value === "string") this.references.push(template.value);
    return template;
  }
  #include(at2) {
    const template = this.#reference();
    const skipped2 = this.skipContextMarker();
    const ignoreMissing2 = this.skipSymbol("ignore");
    if (ignoreMissing2) {
      this.take(import_lexer4.default.TOKEN_SYMBOL, '"missing"', "missing");
      if (!skipped2) this.skipContextMarker();
    }
    return node("Include", at2, { template, ignoreMissing: ignoreMissing2 });
  }
  #import(at2) {
    const template = this.#reference();
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"as"', "as");
    const target = this.take(import_lexer4.default.TOKEN_SYMBOL, "a name").value;
    this.skipContextMarker();
    return node("Import", at2, { template, target });
  }
  #fromImport(at2) {
    const template = this.#reference();
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"import"', "import");
    const names = [];
    while (!this.skipContextMarker() && !this.isNext(import_lexer4.default.TOKEN_BLOCK_END)) {
      if (names.length > 0) {
        this.take(import_lexer4.default.TOKEN_COMMA, '","');
        if (this.skipContextMarker() || this.isNext(import_lexer4.default.TOKEN_BLOCK_END)) break;
      }
      const name2 = this.parseNewName().value;
      names.push({ name: name2, alias: this.skipSymbol("as") ? this.parseNewName().value : name2 });
    }
    return node("FromImport", at2, { template, names });
  }
  #macro(at2) {
    const name2 = this.take(import_lexer4.default.TOKEN_SYMBOL, "a name").value;
    this.take(import_lexer4.default.TOKEN_LEFT_PAREN, '"("');
    const args = this.parseParameters();
    this.#blockEnd();
    const body = this.#closedBody("endmacro", { loop: "none", macro: true });
    return node("Macro", at2, { name: name2, args, body });
  }
  #callBlock(at2) {
    const args = this.skip(import_lexer4.default.TOKEN_LEFT_PAREN) ? this.parseParameters() : [];
    const call2 = this.#call();
    this.#blockEnd();
    const body = this.#closedBody("endcall", { loop: "none", macro: true });
    return node("CallBlock", at2, { call: call2, caller: node("Macro", at2, { name: "caller", args, body }) });
  }
  #call() {
    const call2 = this.parseExpression();
    if (call2.typename !== "FunCall") throw new TemplateFault("expected a call").at("", call2);
    return call2;
  }
  #jump(typename, at2) {
    const word = typename.toLowerCase();
    if (this.#within.loop === "none") throw new TemplateFault(`${word} must stand inside a loop`).at("", at2);
    if (this.#within.loop === "broken") {
      throw unsupported(`${word} out of a nested block`, "minijinja-cli fails on it too; use an if around the rest").at(
        "",
        at2
      );
    }
    return node(typename, at2, {});
  }
};
function isBlank(statement) {
  if (statement.typename !== "Output") return false;
  const [child3] = statement.children;
  return child3.typename === "TemplateData" && trim(child3.value) === "";
}

// src/config/templates/syntax/tokenizer.ts
var import_lexer5 = __toESM(require_lexer(), 1);

// src/config/templates/syntax/resolve-escapes.ts
var simple = /* @__PURE__ */ new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["'", "'"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "	"]
]);
var escapeSequence = /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|([\s\S]))/gu;
function resolveEscapes(text5) {
  const resolved = text5.replace(escapeSequence, (all, unicode, byte, octal, other) => {
    if (unicode !== void 0) return String.fromCharCode(Number.parseInt(unicode, 16));
    if (byte !== void 0) return String.fromCharCode(Number.parseInt(byte, 16));
    if (octal !== void 0) return octalCharacter(octal);
    if (other === "u" || other === "x") throw badEscape(all);
    return simple.get(other) ?? all;
  });
  if (!resolved.isWellFormed()) throw badEscape("\\u");
  return resolved;
}
function octalCharacter(digits) {
  const code = Number.parseInt(digits, 8);
  if (code > 255) throw badEscape(`\\${digits}`);
  return String.fromCharCode(code);
}
function badEscape(sequence) {
  return new TemplateFault(`invalid escape ${sequence} in a string`);
}

// src/config/templates/syntax/scan-number.ts
var identifierStart = /[_\p{XID_Start}]/uy;
function scanNumber(source, start) {
  const prefix = /^0[bBoOxX]/.exec(source.slice(start, start + 2))?.[0].toLowerCase() ?? "";
  const from = start + prefix.length;
  const { end, state } = scanDigits(source, from, prefix);
  const written = source.slice(from, end);
  if (written.endsWith("_")) throw new TemplateFault("'_' may not stand at the end of a number");
  const digits = written.replaceAll("_", "");
  const float2 = state !== "integer" && state !== "radix";
  if (float2 && !/^\d+(\.\d*)?(e[-+]?\d+)?$/i.test(digits)) throw new TemplateFault(`invalid number ${written}`);
  const text5 = float2 ? digits : integerText2(prefix, digits);
  return { text: text5, float: float2, length: end - start };
}
function integerText2(prefix, digits) {
  const valid = { "": /^\d+$/, "0b": /^[01]+$/, "0o": /^[0-7]+$/, "0x": /^[0-9a-f]+$/i }[prefix];
  if (valid === void 0 || !valid.test(digits)) throw new TemplateFault(`invalid number ${prefix}${digits}`);
  const value = BigInt(prefix + digits);
  if (value >= 1n << 127n) throw unsupported(`the number ${prefix}${digits}, which needs more than 127 bits,`);
  return String(value);
}
function scanDigits(source, from, prefix) {
  let state = prefix === "" ? "integer" : "radix";
  let end = from;
  while (isDigit(source.charAt(end))) end++;
  for (; end < source.length; end++) {
    const next = nextState(state, source, end, prefix);
    if (next === void 0) break;
    state = next;
  }
  return { end, state };
}
function nextState(state, source, at2, prefix) {
  const character = source.charAt(at2);
  if (character === "." && state === "integer") return startsFraction(source, at2) ? "fraction" : void 0;
  if (/[eE]/.test(character) && (state === "integer" || state === "fraction")) return "exponent";
  if (/[-+]/.test(character) && state === "exponent") return "exponent-sign";
  if (isDigit(character)) return state === "exponent" ? "exponent-sign" : state;
  if (character === "_") return state;
  return state === "radix" && prefix === "0x" && /[a-fA-F]/.test(character) ? state : void 0;
}
function startsFraction(source, point) {
  if (/^[eE][-+0-9]/.test(source.slice(point + 1, point + 3))) return true;
  identifierStart.lastIndex = point + 1;
  return !identifierStart.test(source);
}
function isDigit(character) {
  return character >= "0" && character <= "9";
}

// src/config/templates/syntax/tokenizer.ts
var BaseTokenizer = import_lexer5.default.lex("").constructor;
var startMarker = /\{([{%#])([-+]?)/g;
var identifier = /[_\p{XID_Start}][_\p{XID_Continue}]*/uy;
var codeWhitespace = /[ \t\n\f\r]+/y;
var rawStart = /[ \t\n\f\r]*raw[ \t\n\f\r]*([-+]?)%\}/y;
var rawEnd = /\{%([-+]?)[ \t\n\f\r]*endraw[ \t\n\f\r]*([-+]?)%\}/g;
var operator = /\/\/|\*\*|==|!=|>=|<=|[-+*/%.,:~|=><()[\]{}]/y;
var punctuation = /* @__PURE__ */ new Map([
  ["(", import_lexer5.default.TOKEN_LEFT_PAREN],
  [")", import_lexer5.default.TOKEN_RIGHT_PAREN],
  ["[", import_lexer5.default.TOKEN_LEFT_BRACKET],
  ["]", import_lexer5.default.TOKEN_RIGHT_BRACKET],
  ["{", import_lexer5.default.TOKEN_LEFT_CURLY],
  ["}", import_lexer5.default.TOKEN_RIGHT_CURLY],
  [",", import_lexer5.default.TOKEN_COMMA],
  [":", import_lexer5.default.TOKEN_COLON],
  ["~", import_lexer5.default.TOKEN_TILDE],
  ["|", import_lexer5.default.TOKEN_PIPE]
]);
var TemplateTokenizer = class extends BaseTokenizer {
  #rules;
  #trimLeading = false;
  /** Set once the text before a marker was handed out: the marker's kind and length. */
  #pending;
  #end = "%}";
  #openBrackets = 0;
  constructor(source, rules) {
    super(withoutLastNewline2(source));
    this.#rules = rules;
  }
  nextToken() {
    while (!this.isFinished()) {
      const token = this.in_code ? this.#code() : this.#text();
      if (token !== void 0) return token;
    }
    return null;
  }
  /** nunjucks steps character by character; only the line count needs that. */
  forwardN(count2) {
    const skipped2 = this.str.slice(this.index, this.index + count2);
    this.index += count2;
    const lastNewline = skipped2.lastIndexOf("\n");
    if (lastNewline === -1) {
      this.colno += count2;
      return;
    }
    for (let at2 = skipped2.indexOf("\n"); at2 !== -1; at2 = skipped2.indexOf("\n", at2 + 1)) this.lineno++;
    this.colno = count2 - lastNewline - 1;
  }
  #text() {
    if (this.#pending !== void 0) return this.#marker(this.#pending);
    if (this.#trimLeading) {
      this.#trimLeading = false;
      const rest = this.str.slice(this.index);
      this.forwardN(rest.length - trimStart(rest).length);
    }
    startMarker.lastIndex = this.index;
    const match = startMarker.exec(this.str);
    const text5 = this.str.slice(this.index, match?.index);
    const [, kind = "", control = ""] = match ?? [];
    if (match !== null) this.#pending = { kind, length: match[0].length };
    const kept = match === null ? text5 : this.#textBefore(text5, kind, control);
    const token = this.#token(import_lexer5.default.TOKEN_DATA, kept);
    this.forwardN(text5.length);
    return kept === "" ? void 0 : token;
  }
  #textBefore(text5, kind, control) {
    if (control === "-") return trimEnd(text5);
    if (control === "+" || kind === "{" || !this.#rules.lstripBlocks) return text5;
    return this.#startsLine(this.index + text5.length) ? stripIndentation(text5) : text5;
  }
  #startsLine(end) {
    for (let at2 = end - 1; at2 >= 0; at2--) {
      const character = this.str.charAt(at2);
      if (character === "\n" || character === "\r") return true;
      if (!isWhitespace(character)) return false;
    }
    return true;
  }
  #marker({ kind, length: length2 }) {
    this.#pending = void 0;
    if (kind === "#") return this.#comment(length2);
    if (kind === "%") {
      rawStart.lastIndex = this.index + length2;
      const raw = rawStart.exec(this.str);
      if (raw !== null) return this.#raw(length2 + raw[0].length, raw[1] ?? "");
    }
    const type = kind === "%" ? import_lexer5.default.TOKEN_BLOCK_START : import_lexer5.default.TOKEN_VARIABLE_START;
    const token = this.#token(type, `{${kind}`);
    this.forwardN(length2);
    this.in_code = true;
    this.#end = kind === "%" ? "%}" : "}}";
    return token;
  }
  #comment(length2) {
    const end = this.str.indexOf("#}", this.index + length2);
    if (end === -1) throw this.#fault("comment is not closed by #}");
    const control = this.str.charAt(Math.max(end - 1, this.index + length2));
    this.forwardN(end + 2 - this.index);
    this.#afterTag(control === "-" || control === "+" ? control : "");
  }
  #raw(length2, startControl) {
    const from = this.index + length2;
    rawEnd.lastIndex = from;
    const match = rawEnd.exec(this.str);
    if (match === null) throw this.#fault("raw block is not closed by endraw");
    this.forwardN(length2);
    let text5 = this.str.slice(from, match.index);
    if (startControl === "-") text5 = trimStart(text5);
    else if (startControl === "" && this.#rules.trimBlocks) text5 = text5.replace(/^\r?\n?/, "");
    const cutLines = this.str.slice(from, match.index).slice(0, match.index - from - text5.length).split("\n").length - 1;
    if (match[1] === "-") text5 = trimEnd(text5);
    else if (match[1] === "" && this.#rules.lstripBlocks) text5 = stripIndentation(text5);
    const token = { ...this.#token(import_lexer5.default.TOKEN_DATA, text5), lineno: this.lineno + cutLines };
    this.forwardN(match.index + match[0].length - from);
    this.#afterTag(match[2] ?? "");
    return token;
  }
  #afterTag(control) {
    if (control === "-") this.#trimLeading = true;
    else if (control === "") this.#skipNewline();
  }
  #skipNewline() {
    if (!this.#rules.trimBlocks) return;
    if (this.str.charAt(this.index) === "\r") this.forwardN(1);
    if (this.str.charAt(this.index) === "\n") this.forwardN(1);
  }
  #code() {
    const blank = this.#match(codeWhitespace);
    if (blank !== void 0) return this.forwardN(blank.length);
    return this.#tagEnd() ?? this.#operator() ?? this.#literal();
  }
  #tagEnd() {
    if (this.#openBrackets !== 0) return void 0;
    const first2 = this.str.charAt(this.index);
    const control = first2 === "-" || first2 === "+" ? first2 : "";
    if (!this.str.startsWith(this.#end, this.index + control.length)) return void 0;
    const type = this.#end === "%}" ? import_lexer5.default.TOKEN_BLOCK_END : import_lexer5.default.TOKEN_VARIABLE_END;
    const token = this.#token(type, this.#end);
    this.forwardN(control.length + this.#end.length);
    this.in_code = false;
    if (control === "-") this.#trimLeading = true;
    else if (control === "" && type === import_lexer5.default.TOKEN_BLOCK_END) this.#skipNewline();
    return token;
  }
  #operator() {
    const text5 = this.#match(operator);
    if (text5 === void 0) return void 0;
    if (text5 === "(" || text5 === "[" || text5 === "{") this.#openBrackets++;
    if (text5 === ")" || text5 === "]" || text5 === "}") this.#openBrackets--;
    const token = this.#token(punctuation.get(text5) ?? import_lexer5.default.TOKEN_OPERATOR, text5);
    this.forwardN(text5.length);
    return token;
  }
  #literal() {
    const first2 = this.str.charAt(this.index);
    if (first2 === '"' || first2 === "'") return this.#string(first2);
    if (first2 >= "0" && first2 <= "9") {
      const number = this.#located(() => scanNumber(this.str, this.index));
      const token2 = this.#token(number.float ? import_lexer5.default.TOKEN_FLOAT : import_lexer5.default.TOKEN_INT, number.text);
      this.forwardN(number.length);
      return token2;
    }
    const name2 = this.#match(identifier);
    if (name2 === void 0) throw this.#fault(`unexpected character ${JSON.stringify(first2)}`);
    const token = this.#token(import_lexer5.default.TOKEN_SYMBOL, name2);
    this.forwardN(name2.length);
    return token;
  }
  #string(quote2) {
    let end = this.index + 1;
    while (end < this.len && this.str.charAt(end) !== quote2) end += this.str.charAt(end) === "\\" ? 2 : 1;
    if (end >= this.len) throw this.#fault("string is not closed");
    const text5 = this.str.slice(this.index + 1, end);
    const token = this.#token(
      import_lexer5.default.TOKEN_STRING,
      this.#located(() => resolveEscapes(text5))
    );
    this.forwardN(end + 1 - this.index);
    return token;
  }
  #match(pattern5) {
    pattern5.lastIndex = this.index;
    return pattern5.exec(this.str)?.[0];
  }
  #token(type, value) {
    return { type, value, lineno: this.lineno, colno: this.colno };
  }
  #located(scan) {
    try {
      return scan();
    } catch (error) {
      throw error instanceof TemplateFault ? error.at("", this) : error;
    }
  }
  #fault(message) {
    return new TemplateFault(message).at("", this);
  }
};
function withoutLastNewline2(source) {
  if (source.includes("\0")) throw unsupported("a NUL character in a template");
  return source.replace(/\n$/, "").replace(/\r$/, "");
}

// src/config/templates/syntax/parse-template.ts
var maxRemembered = 512;
var maxRememberedLength = 8e6;
var remembered3 = /* @__PURE__ */ new Map();
var rememberedLength = 0;
function parseTemplate(source, rules, path4, maxLength2) {
  if (source.length > maxLength2) {
    throw tooMuch2(`${path4} is longer than ${maxLength2} characters`).at(path4, { lineno: 0, colno: 0 });
  }
  const key = `${Number(rules.trimBlocks)}${Number(rules.lstripBlocks)}${source}`;
  const known3 = remembered3.get(key);
  if (known3 !== void 0) return known3;
  const syntax = parse(source, rules, path4);
  if (remembered3.size >= maxRemembered || rememberedLength + source.length > maxRememberedLength) {
    remembered3.clear();
    rememberedLength = 0;
  }
  remembered3.set(key, syntax);
  rememberedLength += source.length;
  return syntax;
}
function parse(source, rules, path4) {
  const tokenizer = new TemplateTokenizer(source, rules);
  const parser = new TemplateParser(tokenizer);
  try {
    const body = parser.parseTemplate();
    return { body, blocks: parser.blocks, references: parser.references };
  } catch (error) {
    const fault = error instanceof RangeError ? tooMuch2("expressions or blocks are nested too deeply") : error;
    throw fault instanceof TemplateFault ? placed(fault, path4, tokenizer) : fault;
  }
}
function placed(fault, path4, end) {
  fault.at(path4, end);
  fault.location = { ...fault.location, file: path4 };
  return fault;
}

// src/config/templates/template-limits.ts
var defaultLimits = {
  steps: 2e6,
  outputLength: 4e6,
  allocated: 32e6,
  sourceLength: 1e6,
  includes: 64,
  tookMs: 5e3
};
var stepsBetweenClockReads = 1024;
var unitsPerItem = 8;
var unitsPerStep = 8;
var Meter = class {
  limits;
  #clock;
  #deadline;
  #signal;
  #steps = 0;
  #allocated = 0;
  #nextCheck = stepsBetweenClockReads;
  constructor(limits, clock, signal) {
    this.limits = limits;
    this.#clock = clock;
    this.#deadline = (clock?.() ?? 0) + limits.tookMs;
    this.#signal = signal;
  }
  step(count2 = 1) {
    this.#steps += count2;
    if (this.#steps > this.limits.steps) {
      throw tooMuch2(`the template takes more than ${this.limits.steps} evaluation steps`);
    }
    if (this.#steps < this.#nextCheck) return;
    this.#nextCheck = this.#steps + stepsBetweenClockReads;
    this.checkTime();
  }
  /** Call before walking through a text of that many units. */
  walk(length2) {
    if (length2 >= unitsPerStep) this.step(Math.floor(length2 / unitsPerStep));
  }
  /** Call before making a list of that many items. */
  allocateItems(count2) {
    this.allocate(count2 * unitsPerItem);
  }
  /** Call before making a string of that many units. */
  allocate(size) {
    this.#allocated += size;
    if (size > this.limits.outputLength) throw tooMuch2(`a text is longer than ${this.limits.outputLength} characters`);
    if (!(this.#allocated <= this.limits.allocated)) {
      throw tooMuch2(
        `the template builds more than ${this.limits.allocated} characters, a list item counting as ${unitsPerItem}`
      );
    }
  }
  checkTime() {
    this.#signal?.throwIfAborted();
    if (this.#clock !== void 0 && this.#clock() > this.#deadline) {
      throw tooMuch2(`the template takes longer than ${this.limits.tookMs} ms`);
    }
  }
};

// src/config/templates/render-inline.ts
var inlineLimits = { ...defaultLimits, steps: 5e4, outputLength: 1e5, allocated: 1e6 };
function renderInline(source, names, options) {
  const { name: name2 } = options;
  try {
    const syntax = parseTemplate(source, { trimBlocks: false, lstripBlocks: false }, name2, inlineLimits.sourceLength);
    const { text: text5 } = render({
      template: { path: name2, syntax, autoescape: "none" },
      definitions: new Map(Object.entries(names).map(([key, value]) => [key, toValue(value)])),
      environment: void 0,
      strict: true,
      pyCompat: false,
      meter: new Meter(inlineLimits),
      load: () => void 0
    });
    return text5;
  } catch (error) {
    throw error instanceof TemplateFault ? toUserError(error, name2) : error;
  }
}
function toValue(value) {
  if (typeof value === "number") return Number.isSafeInteger(value) ? BigInt(value) : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(toValue);
  return new ValueMap(Object.entries(value).map(([key, item]) => [key, toValue(item)]));
}

// src/config/node-variables.ts
function nodeVariables(variables, scope) {
  const names = { node: { ...scope.node }, cluster: { ...scope.cluster } };
  const rendered = Object.entries(variables).map(([name2, source]) => [name2, render2(name2, source, names)]);
  return Object.fromEntries(rendered);
}
function render2(name2, source, names) {
  if (!/\{[{%]/.test(source)) return source;
  try {
    return renderInline(source, names, { name: `variable ${name2} of the settings` });
  } catch (error) {
    throw error instanceof UserError ? withoutLocation(error) : error;
  }
}
function withoutLocation({ message, code, hint, cause }) {
  return new UserError(message, { code, ...hint !== void 0 && { hint }, cause });
}

// src/config/schematic/schematic-id.ts
var import_node_crypto2 = __toESM(require_node_crypto(), 1);

// src/config/schematic/schematic.ts
var bootloaders = ["none", "dual-boot", "sd-boot", "grub"];

// src/config/schematic/parse-schematic.ts
var keys = {
  root: ["owner", "overlay", "customization"],
  overlay: ["image", "name", "options"],
  customization: [
    "embeddedMachineConfiguration",
    "extraKernelArgs",
    "meta",
    "systemExtensions",
    "bootloader",
    "secureboot",
    "diskImage"
  ],
  meta: ["key", "value"],
  systemExtensions: ["officialExtensions"],
  secureboot: ["enrollKeys", "includeWellKnownCertificates"],
  diskImage: ["sectorSize"]
};
function parseSchematic(text5, options) {
  const reader = new Reader2(text5, options);
  const schematic = readSchematic(reader, readRoot(text5, options));
  const doubt = reader.doubt ?? (/(^|[\s[{,])![^\s=]/.test(text5) ? "it has YAML tags" : void 0);
  return { schematic, ...doubt !== void 0 && { doubt } };
}
function readRoot(text5, { file }) {
  const [root2, ...more] = parseDocuments2(text5, file);
  const reason = root2 === void 0 ? "it is empty" : more.length > 0 ? "it has several documents" : root2.kind !== "map" ? "it is no map" : void 0;
  if (root2?.kind === "map" && reason === void 0) return root2;
  throw new UserError(`Cannot use the schematic ${file}: ${reason}`, {
    code: "schematic_invalid",
    hint: "Without any customization a schematic is: customization: {}",
    location: { file }
  });
}
function parseDocuments2(text5, file) {
  try {
    return parseYaml(text5, { file });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, hint, location } = error;
    throw new UserError(message, {
      code: "schematic_invalid",
      ...hint !== void 0 && { hint },
      ...location && { location },
      cause: error
    });
  }
}
function readSchematic(reader, root2) {
  reader.allow(root2, "", keys.root);
  const customization = reader.map(root2, "customization", keys.customization);
  const extensions = reader.map(customization, "systemExtensions", keys.systemExtensions);
  const secureboot = reader.map(customization, "secureboot", keys.secureboot);
  const diskImage = reader.map(customization, "diskImage", keys.diskImage);
  return {
    owner: reader.text(root2, "owner"),
    overlay: readOverlay(reader, reader.map(root2, "overlay", keys.overlay)),
    embeddedMachineConfiguration: reader.text(customization, "embeddedMachineConfiguration"),
    extraKernelArgs: reader.texts(customization, "extraKernelArgs"),
    meta: readMeta(reader, customization),
    officialExtensions: reader.texts(extensions, "officialExtensions"),
    bootloader: readBootloader(reader, customization),
    enrollKeys: reader.text(secureboot, "enrollKeys"),
    includeWellKnownCertificates: reader.flag(secureboot, "includeWellKnownCertificates"),
    sectorSize: reader.integer(diskImage, "sectorSize", 2 ** 32 - 1)
  };
}
function readOverlay(reader, overlay) {
  const options = reader.map(overlay, "options");
  return {
    image: reader.text(overlay, "image"),
    name: reader.text(overlay, "name"),
    ...options.entries.size > 0 && { options }
  };
}
function readMeta(reader, customization) {
  return reader.list(customization, "meta").map((item) => {
    if (item.kind !== "map") throw reader.invalid("an entry of meta must be a map with key and value", item);
    reader.allow(item, "meta", keys.meta);
    return { key: reader.integer(item, "key", 255), value: reader.text(item, "value") };
  });
}
function readBootloader(reader, customization) {
  const written = reader.optionalText(customization, "bootloader")?.toLowerCase() ?? "none";
  const known3 = bootloaders.find((name2) => name2 === written);
  if (known3 !== void 0) return known3;
  throw reader.invalid(`bootloader must be one of ${bootloaders.join(", ")}`, customization.entries.get("bootloader"));
}
var Reader2 = class {
  doubt;
  lines;
  options;
  constructor(text5, options) {
    this.lines = text5.split(/\r?\n/);
    this.options = options;
  }
  allow(map, place, known3) {
    for (const [key, value] of map.entries) {
      if (known3.includes(key)) continue;
      const nearest = nearestName(key, known3);
      const path4 = place === "" ? JSON.stringify(key) : `${JSON.stringify(key)} in ${place}`;
      throw new UserError(`Cannot use the schematic ${this.options.file}: ${path4} is no known field`, {
        code: "schematic_invalid",
        hint: nearest === void 0 ? `Known here: ${known3.join(", ")}.` : `Did you mean ${nearest}?`,
        location: this.locate(this.lineOfKey(key, value))
      });
    }
  }
  map(parent, key, known3) {
    const node3 = this.get(parent, key);
    if (node3 === void 0) return { kind: "map", entries: /* @__PURE__ */ new Map() };
    if (node3.kind !== "map") throw this.invalid(`${key} must be a map`, node3);
    if (known3 !== void 0) this.allow(node3, key, known3);
    return node3;
  }
  list(parent, key) {
    const node3 = this.get(parent, key);
    if (node3 === void 0) return [];
    if (node3.kind !== "list") throw this.invalid(`${key} must be a list`, node3);
    if (node3.items.some(isNull2)) this.doubt ??= `${key} has an empty entry`;
    return node3.items.filter((item) => !isNull2(item));
  }
  texts(parent, key) {
    return this.list(parent, key).map((item) => {
      if (item.kind === "scalar") return item.text;
      throw this.invalid(`an entry of ${key} must be text`, item);
    });
  }
  text(parent, key) {
    return this.optionalText(parent, key) ?? "";
  }
  optionalText(parent, key) {
    return this.scalar(parent, key, "text")?.text;
  }
  flag(parent, key) {
    const node3 = this.scalar(parent, key, "true or false");
    if (node3 === void 0 || typeof node3.value === "boolean") return node3?.value === true;
    if (node3.quoted || !/^(y|n|yes|no|on|off)$/i.test(node3.text)) {
      throw this.invalid(`${key} must be true or false`, node3);
    }
    this.doubt ??= `${key} is written as ${node3.text}`;
    return /^(y|yes|on)$/i.test(node3.text);
  }
  integer(parent, key, max) {
    const node3 = this.scalar(parent, key, "a number");
    if (node3 === void 0) return 0;
    const { value } = node3;
    if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > max) {
      throw this.invalid(`${key} must be a whole number from 0 to ${max}`, node3);
    }
    if (!/^(0|[1-9]\d*|0x[0-9a-f]+)$/i.test(node3.text)) this.doubt ??= `${key} is written as ${node3.text}`;
    return value;
  }
  invalid(reason, node3) {
    return new UserError(`Cannot use the schematic ${this.options.file}: ${reason}`, {
      code: "schematic_invalid",
      location: this.locate(node3?.origin?.line)
    });
  }
  get(parent, key) {
    const node3 = parent.entries.get(key);
    return node3 === void 0 || isNull2(node3) ? void 0 : node3;
  }
  scalar(parent, key, kind) {
    const node3 = this.get(parent, key);
    if (node3 === void 0 || node3.kind === "scalar") return node3;
    throw this.invalid(`${key} must be ${kind}`, node3);
  }
  /** A value in block style begins below its key. */
  lineOfKey(key, value) {
    for (let line = value.origin?.line ?? 0; line > 0; line--) {
      if (this.lines[line - 1]?.includes(key)) return line;
    }
    return value.origin?.line;
  }
  locate(line) {
    const { file, origins } = this.options;
    if (line === void 0) return { file };
    return origins === void 0 ? { file, line } : origins[line - 1] ?? { file };
  }
};
function isNull2(node3) {
  return node3.kind === "scalar" && node3.value === null;
}

// src/config/schematic/schematic-id.ts
function schematicId2(text5, options) {
  return identify2(parseSchematic(text5, options));
}
function identify2({ schematic, doubt }) {
  if (doubt !== void 0) return { kind: "beyond", reason: doubt };
  try {
    const canonical = write2(toTree(schematic));
    return { kind: "computed", id: (0, import_node_crypto2.createHash)("sha256").update(canonical).digest("hex"), canonical };
  } catch (error) {
    if (error instanceof Beyond) return { kind: "beyond", reason: error.message };
    throw error;
  }
}
var Beyond = class extends Error {
};
function toTree(schematic) {
  const { overlay } = schematic;
  return fields([
    ["owner", text2("owner", schematic.owner)],
    [
      "overlay",
      overlay.image === "" && overlay.name === "" && overlay.options === void 0 ? void 0 : fields([
        ["image", scalar("overlay.image", overlay.image)],
        ["name", scalar("overlay.name", overlay.name)],
        ["options", overlay.options && optionsTree(overlay.options)]
      ])
    ],
    ["customization", customizationTree(schematic)]
  ]);
}
function customizationTree(schematic) {
  const { bootloader, sectorSize, includeWellKnownCertificates } = schematic;
  return fields([
    ["embeddedMachineConfiguration", text2("embeddedMachineConfiguration", schematic.embeddedMachineConfiguration)],
    ["extraKernelArgs", list2("extraKernelArgs", schematic.extraKernelArgs)],
    ["meta", metaTree(schematic)],
    ["systemExtensions", some([["officialExtensions", list2("officialExtensions", schematic.officialExtensions)]])],
    ["bootloader", bootloader === "none" ? void 0 : bootloader],
    [
      "secureboot",
      some([
        ["enrollKeys", text2("enrollKeys", schematic.enrollKeys)],
        ["includeWellKnownCertificates", includeWellKnownCertificates ? "true" : void 0]
      ])
    ],
    ["diskImage", some([["sectorSize", sectorSize === 0 ? void 0 : String(sectorSize)]])]
  ]);
}
function metaTree({ meta }) {
  if (meta.length === 0) return void 0;
  return meta.map(
    ({ key, value }) => fields([
      ["key", String(key)],
      ["value", scalar("meta", value)]
    ])
  );
}
function fields(entries) {
  return new Map(entries.flatMap(([key, value]) => value === void 0 ? [] : [[key, value]]));
}
function some(entries) {
  const map = fields(entries);
  return map.size === 0 ? void 0 : map;
}
function list2(name2, items3) {
  return items3.length === 0 ? void 0 : items3.map((item) => scalar(name2, item));
}
function text2(name2, value) {
  return value === "" ? void 0 : scalar(name2, value);
}
function optionsTree(options) {
  const keys2 = [...options.entries.keys()];
  if (!keys2.every((key) => /^[A-Za-z]+$/.test(key)))
    throw new Beyond("overlay.options has keys that are not letters only");
  return fields(
    keys2.sort(byCodePoint).map((key) => [scalar("overlay.options", key), option(options.entries.get(key))])
  );
}
function option(node3) {
  if (node3?.kind === "map") return node3.entries.size === 0 ? "{}" : optionsTree(node3);
  if (node3?.kind === "list") return node3.items.length === 0 ? "[]" : node3.items.map(optionItem);
  return node3 && optionScalar(node3);
}
function optionItem(node3) {
  if (node3.kind === "scalar") return optionScalar(node3);
  throw new Beyond("overlay.options has a list that holds more than plain values");
}
function optionScalar(node3) {
  if (typeof node3.value === "string") return scalar("overlay.options", node3.value);
  if (typeof node3.value === "boolean") return String(node3.value);
  if (node3.value === null) return "null";
  if (/^(0|-?[1-9]\d{0,14})$/.test(node3.text)) return node3.text;
  throw new Beyond("overlay.options has a number in an uncommon form");
}
function byCodePoint(a, b) {
  return a < b ? -1 : 1;
}
var plain3 = /^(?:[A-Za-z_/]|-{0,2}[A-Za-z])[A-Za-z0-9_./=,@%+#:-]*$/;
var plainWithSign = /^\d[A-Za-z0-9_.-]*[=/][A-Za-z0-9_./=,@%+#:-]*$/;
var oldBoolean = /^(y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF)$/;
var otherType = /^(true|True|TRUE|false|False|FALSE|null|Null|NULL|0|[1-9]\d{0,14})$/;
function scalar(name2, value) {
  if (value === "") return '""';
  if (oldBoolean.test(value)) throw new Beyond(`${name2} has the value ${value}`);
  if (otherType.test(value)) return `"${value}"`;
  if ((plain3.test(value) || plainWithSign.test(value)) && !value.endsWith(":")) return value;
  throw new Beyond(`${name2} has a value with uncommon characters`);
}
function write2(tree) {
  return mapLines(tree, "").join("\n").concat("\n");
}
function mapLines(map, indent2) {
  return [...map].flatMap(([key, value]) => {
    if (typeof value === "string") return [`${indent2}${key}: ${value}`];
    const lines2 = nestedLines(value, `${indent2}    `);
    return lines2.length === 0 ? [`${indent2}${key}: {}`] : [`${indent2}${key}:`, ...lines2];
  });
}
function nestedLines(value, indent2) {
  return value instanceof Map ? mapLines(value, indent2) : listLines(value, indent2);
}
function listLines(items3, indent2) {
  return items3.flatMap((item) => {
    if (typeof item === "string") return [`${indent2}- ${item}`];
    const [first2 = "", ...others] = nestedLines(item, `${indent2}  `);
    return [`${indent2}- ${first2.trimStart()}`, ...others];
  });
}

// src/config/schematic/resolve-schematic-id.ts
async function resolveSchematicId(text5, options) {
  const { file, factory, signal } = options;
  const computed = schematicId2(text5, options);
  if (computed.kind === "computed") return computed.id;
  if (factory === void 0) {
    throw new UserError(`Cannot compute the id of the schematic ${file}: ${computed.reason}`, {
      code: "schematic_invalid",
      hint: "Only an image factory knows the id of such a schematic, and none may be asked here. Write the value in a simpler form.",
      location: { file }
    });
  }
  const id = await factory.submit(text5, { signal });
  if (isSchematicId(id)) return id;
  throw new UserError(`Cannot use the image factory's answer for ${file}: it is no schematic id`, {
    code: "factory_failed",
    hint: "Check that the factory setting is the address of an image factory."
  });
}

// src/config/templates/autoescape.ts
function autoescapeFor(name2, { autoescape }) {
  if (autoescape !== "auto") return autoescape;
  const extension = name2.replace(/\.j2$/, "").split(".").at(-1) ?? "";
  if (["htm", "html", "xml", "xhtml"].includes(extension)) return "html";
  return ["json", "json5", "yml", "yaml"].includes(extension) ? "json" : "none";
}

// src/config/templates/include-path.ts
var outside = "Only files below the template roots can be included";
function resolveInclude(name2, from, roots) {
  if (name2.startsWith("/") || name2.includes("\\")) throw unsupported("including an absolute path", outside);
  const path4 = normalize([...from.split("/").slice(0, -1), ...name2.split("/")]);
  if (path4 === void 0 || !roots.some((root2) => isBelow(path4, root2))) {
    throw unsupported("including a file from outside the template roots", outside);
  }
  if (path4.split("/").some((part2) => part2.startsWith("."))) {
    throw unsupported("including a hidden file", "Files whose names begin with a dot are no templates");
  }
  return path4;
}
function folderOf(path4) {
  return path4.split("/").slice(0, -1).join("/");
}
function normalize(parts) {
  const kept = [];
  for (const part2 of parts) {
    if (part2 === "" || part2 === ".") continue;
    if (part2 !== "..") kept.push(part2);
    else if (kept.pop() === void 0) return void 0;
  }
  return kept.join("/");
}
function isBelow(path4, root2) {
  const folder2 = normalize(root2.split("/"));
  return folder2 === "" || path4.startsWith(`${folder2}/`);
}

// src/config/templates/render-template.ts
async function renderTemplate(path4, options) {
  const library = new TemplateLibrary(path4, options);
  await library.read(path4);
  for (; ; ) {
    options.signal?.throwIfAborted();
    const attempt2 = tryRender(path4, library, options);
    if (attempt2 instanceof NotRead) await library.read(attempt2.path);
    else return finish(attempt2, options.settings.newline);
  }
}
var NotRead = class {
  path;
  constructor(path4) {
    this.path = path4;
  }
};
function tryRender(path4, library, options) {
  const { environment, settings, clock, signal } = options;
  try {
    const template = library.get(path4);
    if (template === void 0) throw fileMissing(path4);
    return render({
      template,
      definitions: new Map(Object.entries({ ...settings.definitions, ...options.definitions })),
      environment: new ValueMap(Object.entries(environment)),
      strict: options.strict ?? settings.strict,
      pyCompat: settings.pyCompat,
      meter: new Meter({ ...defaultLimits, ...options.limits }, clock, signal),
      load: (name2, from) => library.find(name2, from)
    });
  } catch (error) {
    if (error instanceof NotRead) return error;
    throw error instanceof TemplateFault ? toUserError(error, path4) : error;
  }
}
function fileMissing(path4) {
  return new UserError(`Cannot render ${path4}: there is no such file`, {
    code: "file_missing",
    hint: "Check the path; those of the settings are relative to the repository's root.",
    location: { file: path4 }
  });
}
function finish({ text: text5, origins }, newline) {
  const whole2 = newline ? `${text5}
` : text5;
  const lines2 = whole2.endsWith("\n") ? origins.slice(0, whole2.split("\n").length - 1) : origins;
  return { text: whole2, origins: whole2 === "" ? [] : lines2 };
}
var TemplateLibrary = class {
  #options;
  #limits;
  #roots;
  #sources = /* @__PURE__ */ new Map();
  constructor(path4, options) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#roots = options.roots ?? [folderOf(path4)];
  }
  /** Reads a template and those that it names outright, so that few renderings start in vain. */
  async read(path4) {
    if (this.#sources.has(path4)) return;
    if (this.#sources.size > this.#limits.includes) {
      throw toUserError(tooMuch2(`more than ${this.#limits.includes} files are included`), path4);
    }
    const { files, signal } = this.#options;
    const source = await files.read(path4, signal === void 0 ? {} : { signal });
    this.#sources.set(path4, source);
    await Promise.all(this.#referencesOf(path4).map((reference) => this.read(reference)));
  }
  /** A template that does not parse, or names what it may not, says so when it is used. */
  #referencesOf(path4) {
    try {
      const references = this.get(path4)?.syntax.references ?? [];
      return references.map((name2) => resolveInclude(name2, path4, this.#roots));
    } catch (error) {
      if (error instanceof TemplateFault) return [];
      throw error;
    }
  }
  find(name2, from) {
    if (!this.#options.settings.include) return void 0;
    const path4 = resolveInclude(name2, from, this.#roots);
    if (!this.#sources.has(path4)) throw new NotRead(path4);
    return this.get(path4);
  }
  get(path4) {
    const source = this.#sources.get(path4);
    if (source === void 0) return void 0;
    const { settings } = this.#options;
    const syntax = parseTemplate(source, settings, path4, this.#limits.sourceLength);
    return { path: path4, syntax, autoescape: autoescapeFor(path4, settings) };
  }
};

// src/config/validation/document-kinds.ts
var kindsSince = {
  "0.0": `Ethernet* EventSink ExtensionService* KmsgLog* KubeSpanEndpoints NetworkDefaultAction NetworkRule*
    PCIDriverRebind* SideroLink TrustedRoots* UserVolume* Volume* WatchdogTimer`,
  "1.11": "ExistingVolume* RawVolume* SwapVolume* Zswap",
  "1.12": `Bond* Bridge* DHCPv4* DHCPv6* DummyLink* HCloudVIP* Hostname Layer2VIP* LinkAlias* Link* OOM RegistryAuth*
    RegistryMirror* RegistryTLS* Resolver StaticHost* TimeSync VLAN* Wireguard*`,
  "1.13": "BlackholeRoute* Environment ExternalVolume* ImageVerification KubeSpan RoutingRule* TCPProbe* VRF*",
  "1.14": `BGPInstance* CRIBaseRuntimeSpec CRICustomization* Container* DiscoveryIdentity DiscoveryService* EtcFile*
    FilesystemScrub FilesystemTrim HTTPProbe* ImageCache KernelModule* KubeAPIServer KubeAPIServerCA
    KubeAdmissionControl* KubeAggregatorCA KubeAuditPolicy KubeAuthentication KubeAuthorizer* KubeCluster
    KubeControllerManager KubeCoreDNS KubeCredentialProvider KubeEtcdEncryption KubeExternalManifest* KubeFlannelCNI
    KubeInlineManifest* KubeNetwork KubeNode KubePrism KubeProxy KubeScheduler KubeServiceAccount KubeStaticPod*
    KubeTalosAPIAccess Kubelet LVMLogicalVolume* LVMVolumeGroup* RAIDArray* SecurityProfile Sysctl Sysfs UdevRules
    UnattendedInstall Veth*`
};
var documentKinds = new Map(
  Object.entries(kindsSince).flatMap(
    ([since, names]) => names.split(/\s+/).map((name2) => {
      const kind = `${name2.replace("*", "")}Config`;
      return [kind, { kind, named: name2.endsWith("*"), since }];
    })
  )
);
function kindsOf(talosVersion) {
  return [...documentKinds.values()].filter(({ since }) => atLeast(talosVersion, since)).map(({ kind }) => kind);
}

// src/config/validation/finding.ts
function finding(severity, code, message, at2) {
  const location = at2.written?.origin;
  return { code, severity, message, ...at2.hint && { hint: at2.hint }, ...location && { location } };
}

// src/config/validation/check-documents.ts
var rivals = [
  "Bond Bridge DummyLink Link VLAN VRF Veth Wireguard".split(" ").map((name2) => `${name2}Config`),
  ["ExistingVolumeConfig", "UserVolumeConfig"],
  ["HCloudVIPConfig", "Layer2VIPConfig"]
];
function checkDocuments(config2, talosVersion) {
  return [
    ...config2.documents.flatMap((document) => checkKind(document, talosVersion)),
    ...config2.documents.flatMap((document) => checkName(document)),
    ...repeated(config2, ({ id }) => documentKey(id), "document_duplicate", "stands twice in the configuration"),
    ...repeated(config2, rivalKey, "document_conflict", "conflicts with another document of the same name")
  ];
}
function checkKind({ id, root: root2, origin }, talosVersion) {
  if (id.kind === void 0) return [];
  const written = root2.entries.get("kind") ?? { ...origin && { origin } };
  if (id.apiVersion !== "v1alpha1") {
    const hint2 = "Write apiVersion: v1alpha1.";
    return [
      finding("error", "document_api_version", `${formatDocumentId(id)} has no known apiVersion`, { written, hint: hint2 })
    ];
  }
  const known3 = documentKinds.get(id.kind);
  if (known3 !== void 0 && atLeast(talosVersion, known3.since)) return [];
  if (known3 !== void 0) {
    const message = `${id.kind} needs Talos ${known3.since}, the configuration is for ${talosVersion}`;
    const hint2 = "Upgrade Talos first, or write it the older way in the v1alpha1 document.";
    return [finding("error", "document_kind_too_new", message, { written, hint: hint2 })];
  }
  const nearest = nearestName(id.kind, kindsOf(talosVersion));
  const hint = nearest === void 0 ? "Look for the kind in the Talos documentation." : `Did you mean ${nearest}?`;
  return [
    finding("error", "document_kind_unknown", `${id.kind} is no kind of document that Talos knows`, { written, hint })
  ];
}
function checkName({ id, origin }) {
  const known3 = id.kind === void 0 ? void 0 : documentKinds.get(id.kind);
  if (known3?.named !== true || id.name !== void 0) return [];
  const at2 = { written: { ...origin && { origin } }, hint: "Give it a name: key." };
  return [finding("error", "document_name_missing", `A ${known3.kind} document has no name`, at2)];
}
function rivalKey({ id }) {
  const group = rivals.findIndex((kinds) => kinds.includes(id.kind ?? ""));
  return group < 0 ? void 0 : JSON.stringify([group, id.name ?? ""]);
}
function repeated(config2, keyOf, code, reason) {
  const first2 = /* @__PURE__ */ new Map();
  return config2.documents.flatMap((document) => {
    const key = keyOf(document);
    if (key === void 0) return [];
    const before = first2.get(key);
    if (before === void 0) {
      first2.set(key, document);
      return [];
    }
    const { id, origin } = document;
    if (code === "document_conflict" && documentKey(before.id) === documentKey(id)) return [];
    const message = `${formatDocumentId(id)} ${reason} (${formatDocumentId(before.id)})`;
    return [finding("error", code, message, { written: { ...origin && { origin } }, hint: "Keep one of the two." })];
  });
}

// src/config/tree/select-nodes.ts
function selectNodes2(root2, pattern5) {
  const start = [{ path: [], node: root2 }];
  return pattern5.split(".").reduce((found, step3) => found.flatMap((at2) => below(at2, step3)), start);
}
function nodeAt2(root2, path4) {
  const [found] = root2 === void 0 ? [] : selectNodes2(root2, path4);
  return found === void 0 || isNull3(found.node) ? void 0 : found.node;
}
function below({ path: path4, node: node3 }, step3) {
  if (node3.kind === "list" && step3 === "*")
    return node3.items.map((item, index) => ({ path: [...path4, index], node: item }));
  if (node3.kind !== "map") return [];
  if (step3 === "*") return [...node3.entries].map(([key, value2]) => ({ path: [...path4, key], node: value2 }));
  const value = node3.entries.get(step3);
  return value === void 0 ? [] : [{ path: [...path4, step3], node: value }];
}
function isNull3(node3) {
  return node3.kind === "scalar" && node3.value === null;
}

// src/config/validation/check-root-conflicts.ts
var replacedFields = new Map(
  Object.entries({
    CRIBaseRuntimeSpecConfig: "machine.baseRuntimeSpecOverrides",
    DiscoveryIdentityConfig: "cluster.id cluster.secret",
    DiscoveryServiceConfig: "cluster.discovery",
    HostnameConfig: "machine.network.hostname machine.features.stableHostname!",
    ImageCacheConfig: "machine.features.imageCache",
    KubeAPIServerCAConfig: "cluster.ca",
    KubeAPIServerConfig: "cluster.apiServer cluster.controlPlane.localAPIServerPort",
    KubeAdmissionControlConfig: "cluster.apiServer.admissionControl",
    KubeAggregatorCAConfig: "cluster.aggregatorCA",
    KubeAuditPolicyConfig: "cluster.apiServer.auditPolicy",
    KubeAuthorizerConfig: "cluster.apiServer.admissionControl",
    KubeClusterConfig: "cluster.clusterName cluster.controlPlane.endpoint",
    KubeControllerManagerConfig: "cluster.controllerManager machine.controlPlane.controllerManager",
    KubeCoreDNSConfig: "cluster.coreDNS",
    KubeCredentialProviderConfig: "machine.kubelet",
    KubeEtcdEncryptionConfig: "cluster.secretboxEncryptionSecret cluster.aescbcEncryptionSecret",
    KubeFlannelCNIConfig: "cluster.network",
    KubeNetworkConfig: "cluster.network",
    KubeNodeConfig: `cluster.allowSchedulingOnControlPlanes cluster.allowSchedulingOnMasters
    machine.kubelet.skipNodeRegistration machine.kubelet.registerWithFQDN machine.kubelet.nodeIP
    machine.nodeLabels machine.nodeAnnotations machine.nodeTaints`,
    KubePrismConfig: "machine.features.kubePrism",
    KubeProxyConfig: "cluster.proxy",
    KubeSchedulerConfig: "cluster.scheduler machine.controlPlane.scheduler",
    KubeServiceAccountConfig: "cluster.serviceAccount",
    KubeSpanConfig: "machine.network.kubespan",
    KubeTalosAPIAccessConfig: "machine.features.kubernetesTalosAPIAccess",
    KubeletConfig: "machine.kubelet",
    ResolverConfig: "machine.network.searchDomains machine.network.nameservers machine.network.disableSearchDomain!",
    TimeSyncConfig: "machine.time.disabled! machine.time.servers machine.time.bootTimeout",
    UnattendedInstallConfig: "machine.install"
  })
);
function checkRootConflicts(config2) {
  const root2 = rootDocument(config2)?.root;
  if (root2 === void 0) return [];
  return config2.documents.flatMap((document) => conflictsOf(document, root2));
}
function conflictsOf(document, root2) {
  return fieldsOf(document).flatMap((field2) => {
    const path4 = field2.replace("!", "");
    const node3 = nodeAt2(root2, path4);
    if (node3 === void 0 || isEmpty(node3) || field2.endsWith("!") && !isTrue2(node3)) return [];
    const message = `${path4} conflicts with the document ${formatDocumentId(document.id)}: Talos takes only one of the two`;
    const hint = "Remove it from the v1alpha1 document.";
    return [finding("error", "document_conflicts_with_v1alpha1", message, { written: node3, hint })];
  });
}
function fieldsOf({ id, root: root2 }) {
  if (id.kind === "VolumeConfig" && nodeAt2(root2, "encryption") !== void 0) {
    if (id.name === "STATE" || id.name === "EPHEMERAL")
      return [`machine.systemDiskEncryption.${id.name.toLowerCase()}`];
  }
  const own2 = replacedFields.get(id.kind ?? "")?.split(/\s+/) ?? [];
  const replacesHostDns = id.kind === "ResolverConfig" && nodeAt2(root2, "hostDNS") !== void 0;
  return replacesHostDns ? [...own2, "machine.features.hostDNS"] : own2;
}
function isTrue2(node3) {
  return node3.kind === "scalar" && node3.value === true;
}
function isEmpty(node3) {
  return node3.kind === "scalar" && node3.text === "" || node3.kind === "list" && node3.items.length === 0;
}

// src/config/validation/check-root-keys.ts
var knownKeys = {
  "": "version debug persist machine cluster",
  machine: `acceptedCAs baseRuntimeSpecOverrides ca certSANs controlPlane disks env features files install kernel kubelet
    logging network nodeAnnotations nodeLabels nodeTaints pods registries seccompProfiles sysctls sysfs
    systemDiskEncryption time token type udev`,
  cluster: `acceptedCAs adminKubeconfig aescbcEncryptionSecret aggregatorCA allowSchedulingOnControlPlanes
    allowSchedulingOnMasters apiServer ca clusterName controlPlane controllerManager coreDNS discovery etcd
    externalCloudProvider extraManifestHeaders extraManifests id inlineManifests network proxy scheduler secret
    secretboxEncryptionSecret serviceAccount token`
};
function checkRootKeys(config2) {
  const root2 = rootDocument(config2)?.root;
  if (root2 === void 0) return [];
  return Object.entries(knownKeys).flatMap(([path4, keys2]) => {
    const map = path4 === "" ? root2 : nodeAt2(root2, path4);
    if (map?.kind !== "map") return [];
    const known3 = keys2.split(/\s+/);
    const unknown2 = [...map.entries].filter(([key]) => !known3.includes(key));
    return unknown2.map(([key, written]) => {
      const name2 = path4 === "" ? key : `${path4}.${key}`;
      const nearest = nearestName(key, known3);
      const hint = nearest === void 0 ? misplaced(key) : `Did you mean ${nearest}?`;
      return finding("error", "key_unknown", `${name2} is no key that Talos knows`, { written, hint });
    });
  });
}
function misplaced(key) {
  const home = Object.entries(knownKeys).find(([, keys2]) => keys2.split(/\s+/).includes(key));
  return home === void 0 ? "Remove it, or look it up in the Talos documentation." : `It belongs below ${home[0]}.`;
}

// src/config/identity/ip-prefix.ts
function isIpAddress(text5) {
  return parseAddress(text5) !== void 0;
}
function isInPrefix(address2, prefix) {
  const [network = "", length2 = ""] = prefix.split("/");
  const [one, other] = [parseAddress(address2), parseAddress(network)];
  if (one === void 0 || other === void 0 || one.bits !== other.bits || !/^\d{1,3}$/.test(length2)) return false;
  const ignored = BigInt(one.bits - Number(length2));
  return ignored >= 0n && one.value >> ignored === other.value >> ignored;
}
function parseAddress(text5) {
  return text5.includes(":") ? parseIpv6(text5) : parseIpv4(text5);
}
function parseIpv4(text5) {
  const parts = text5.split(".");
  if (parts.length !== 4 || !parts.every((part2) => /^\d{1,3}$/.test(part2) && Number(part2) <= 255)) return void 0;
  return { value: parts.reduce((value, part2) => value << 8n | BigInt(part2), 0n), bits: 32 };
}
function parseIpv6(text5) {
  const halves = text5.split("::");
  if (halves.length > 2) return void 0;
  const [head2 = [], tail = []] = halves.map((half) => half === "" ? [] : half.split(":"));
  const missing2 = 8 - head2.length - tail.length;
  if (halves.length === 1 ? missing2 !== 0 : missing2 < 1) return void 0;
  const groups2 = [...head2, ...Array.from({ length: missing2 }, () => "0"), ...tail];
  if (!groups2.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return void 0;
  return { value: groups2.reduce((value, group) => value << 16n | BigInt(`0x${group}`), 0n), bits: 128 };
}

// src/config/validation/known-types.ts
var interfaces = "machine.network.interfaces.*";
var bond = `${interfaces}.bond`;
var knownTypes = {
  bool: paths(`debug persist
    cluster.allowSchedulingOnControlPlanes cluster.coreDNS.disabled cluster.discovery.enabled
    cluster.discovery.registries.kubernetes.disabled cluster.discovery.registries.service.disabled
    cluster.externalCloudProvider.enabled cluster.proxy.disabled
    cluster.apiServer.extraVolumes.*.readonly cluster.controllerManager.extraVolumes.*.readonly
    cluster.scheduler.extraVolumes.*.readonly
    machine.controlPlane.controllerManager.disabled machine.controlPlane.scheduler.disabled
    machine.features.apidCheckExtKeyUsage machine.features.diskQuotaSupport machine.features.hostDNS.enabled
    machine.features.hostDNS.forwardKubeDNSToHost machine.features.hostDNS.resolveMemberNames
    machine.features.imageCache.localEnabled machine.features.kubePrism.enabled
    machine.features.kubernetesTalosAPIAccess.enabled machine.features.rbac machine.features.stableHostname
    machine.install.wipe machine.install.grubUseUKICmdline machine.install.legacyBIOSSupport
    machine.kubelet.defaultRuntimeSeccompProfileEnabled machine.kubelet.disableManifestsDirectory
    machine.kubelet.registerWithFQDN machine.kubelet.skipNodeRegistration
    machine.network.disableSearchDomain machine.network.kubespan.enabled
    machine.network.kubespan.advertiseKubernetesNetworks machine.network.kubespan.allowDownPeerBypass
    machine.network.kubespan.harvestExtraEndpoints
    machine.registries.config.*.tls.insecureSkipVerify machine.registries.mirrors.*.overridePath
    machine.registries.mirrors.*.skipFallback machine.time.disabled
    ${interfaces}.dhcp ${interfaces}.dummy ${interfaces}.ignore ${interfaces}.deviceSelector.physical
    ${interfaces}.dhcpOptions.ipv4 ${interfaces}.dhcpOptions.ipv6 ${interfaces}.vlans.*.dhcp
    ${interfaces}.bridge.stp.enabled ${interfaces}.bridge.vlan.vlanFiltering ${bond}.useCarrier`),
  integer: paths(`cluster.controlPlane.localAPIServerPort machine.features.kubePrism.port machine.files.*.permissions
    machine.network.kubespan.mtu ${interfaces}.mtu ${interfaces}.dhcpOptions.routeMetric
    ${interfaces}.routes.*.metric ${interfaces}.routes.*.mtu ${interfaces}.vlans.*.vlanId ${interfaces}.vlans.*.mtu
    ${interfaces}.vlans.*.routes.*.metric ${interfaces}.wireguard.listenPort ${interfaces}.wireguard.firewallMark
    ${bond}.miimon ${bond}.updelay ${bond}.downdelay ${bond}.arpInterval ${bond}.minLinks ${bond}.adActorSysPrio`),
  text: paths(`version machine.type machine.token machine.install.disk machine.install.image machine.kubelet.image
    machine.network.hostname machine.ca.crt machine.ca.key machine.certSANs.* machine.files.*.content
    machine.files.*.path machine.files.*.op machine.kernel.modules.*.name machine.kernel.modules.*.parameters.*
    machine.install.extraKernelArgs.* machine.udev.rules.* machine.time.servers.*
    machine.env.* machine.sysctls.* machine.sysfs.* machine.nodeLabels.* machine.nodeAnnotations.* machine.nodeTaints.*
    machine.registries.mirrors.*.endpoints.* machine.registries.config.*.auth.username
    machine.registries.config.*.auth.password machine.features.nodeAddressSortAlgorithm
    machine.kubelet.extraMounts.*.destination machine.kubelet.extraMounts.*.source machine.kubelet.extraMounts.*.type
    machine.kubelet.extraMounts.*.options.* machine.network.searchDomains.* machine.network.extraHostEntries.*.aliases.*
    ${interfaces}.interface ${interfaces}.deviceSelector.busPath ${interfaces}.deviceSelector.hardwareAddr
    ${interfaces}.deviceSelector.pciID ${interfaces}.deviceSelector.driver ${bond}.mode ${bond}.interfaces.*
    ${bond}.xmitHashPolicy ${bond}.lacpRate
    cluster.clusterName cluster.id cluster.secret cluster.token cluster.controlPlane.endpoint cluster.ca.crt
    cluster.ca.key cluster.aggregatorCA.crt cluster.aggregatorCA.key cluster.etcd.ca.crt cluster.etcd.ca.key
    cluster.serviceAccount.key cluster.secretboxEncryptionSecret cluster.aescbcEncryptionSecret
    cluster.network.dnsDomain cluster.network.cni.name cluster.network.cni.urls.* cluster.apiServer.image
    cluster.apiServer.certSANs.* cluster.apiServer.env.* cluster.controllerManager.image cluster.scheduler.image
    cluster.proxy.image cluster.proxy.mode cluster.etcd.image cluster.coreDNS.image cluster.extraManifests.*
    cluster.inlineManifests.*.name cluster.inlineManifests.*.contents`),
  duration: paths("machine.time.bootTimeout cluster.adminKubeconfig.certLifetime"),
  list: paths(`machine.acceptedCAs machine.certSANs machine.disks machine.files machine.install.extensions
    machine.install.extraKernelArgs machine.kernel.modules machine.kernel.modules.*.parameters
    machine.kubelet.clusterDNS machine.kubelet.extraMounts machine.kubelet.extraMounts.*.options
    machine.kubelet.nodeIP.validSubnets machine.logging.destinations machine.network.extraHostEntries
    machine.network.interfaces machine.network.nameservers machine.network.searchDomains machine.pods
    machine.registries.mirrors.*.endpoints machine.seccompProfiles machine.time.servers machine.udev.rules
    machine.features.kubernetesTalosAPIAccess.allowedRoles
    machine.features.kubernetesTalosAPIAccess.allowedKubernetesNamespaces
    ${interfaces}.addresses ${interfaces}.routes ${interfaces}.vlans ${interfaces}.vlans.*.addresses
    ${bond}.interfaces ${bond}.deviceSelectors ${interfaces}.wireguard.peers
    cluster.acceptedCAs cluster.apiServer.admissionControl cluster.apiServer.certSANs cluster.apiServer.extraVolumes
    cluster.controllerManager.extraVolumes cluster.scheduler.extraVolumes cluster.etcd.advertisedSubnets
    cluster.etcd.listenSubnets cluster.extraManifests cluster.inlineManifests cluster.network.cni.urls
    cluster.network.podSubnets cluster.network.serviceSubnets`),
  map: paths(`machine cluster machine.ca machine.controlPlane machine.env machine.features machine.features.hostDNS
    machine.features.kubePrism machine.features.kubernetesTalosAPIAccess machine.install machine.install.diskSelector
    machine.kernel machine.kernel.modules.* machine.kubelet machine.kubelet.extraArgs machine.kubelet.extraConfig
    machine.kubelet.nodeIP machine.logging machine.network machine.network.kubespan machine.nodeAnnotations
    machine.nodeLabels machine.nodeTaints machine.registries machine.registries.config machine.registries.mirrors
    machine.registries.mirrors.* machine.registries.config.* machine.sysctls machine.sysfs machine.systemDiskEncryption
    machine.time machine.udev machine.files.* machine.pods.* machine.baseRuntimeSpecOverrides
    ${interfaces} ${interfaces}.deviceSelector ${interfaces}.vip ${interfaces}.dhcpOptions ${interfaces}.routes.*
    ${interfaces}.vlans.* ${bond} ${interfaces}.bridge ${interfaces}.wireguard
    cluster.adminKubeconfig cluster.aggregatorCA cluster.apiServer cluster.apiServer.admissionControl.*
    cluster.apiServer.auditPolicy cluster.apiServer.env cluster.apiServer.extraArgs cluster.apiServer.resources
    cluster.ca cluster.controlPlane cluster.controllerManager cluster.controllerManager.env
    cluster.controllerManager.extraArgs cluster.coreDNS cluster.discovery cluster.discovery.registries cluster.etcd
    cluster.etcd.ca cluster.etcd.extraArgs cluster.externalCloudProvider cluster.extraManifestHeaders
    cluster.inlineManifests.* cluster.network cluster.network.cni cluster.proxy cluster.proxy.extraArgs
    cluster.scheduler cluster.scheduler.config cluster.scheduler.env cluster.scheduler.extraArgs cluster.serviceAccount`),
  ip: paths(`machine.network.extraHostEntries.*.ip machine.network.nameservers.* machine.kubelet.clusterDNS.*
    ${interfaces}.vip.ip ${interfaces}.vlans.*.vip.ip ${interfaces}.routes.*.gateway ${interfaces}.routes.*.source
    ${interfaces}.vlans.*.routes.*.gateway ${bond}.arpIPTarget.*`),
  prefix: paths(`cluster.network.podSubnets.* cluster.network.serviceSubnets.*
    ${interfaces}.routes.*.network ${interfaces}.vlans.*.routes.*.network ${interfaces}.wireguard.peers.*.allowedIPs.*`),
  address: paths(`${interfaces}.addresses.* ${interfaces}.vlans.*.addresses.* ${interfaces}.cidr`)
};
function paths(text5) {
  return text5.trim().split(/\s+/);
}

// src/config/validation/check-types.ts
function checkTypes(config2) {
  const root2 = rootDocument(config2)?.root;
  if (root2 === void 0) return [];
  return typeNames.flatMap(
    (type) => knownTypes[type].flatMap(
      (pattern5) => selectNodes2(root2, pattern5).filter(({ node: node3 }) => !isOf(type, node3)).map(({ path: path4, node: node3 }) => wrongType(formatPath(path4), type, node3))
    )
  );
}
var typeNames = [
  "map",
  "list",
  "text",
  "bool",
  "integer",
  "duration",
  "ip",
  "prefix",
  "address"
];
var descriptions = {
  map: { name: "a map", hint: "Write keys and values, one a line, indented below it." },
  list: { name: "a list", hint: "Write each entry on a line of its own with a dash." },
  text: { name: "a text", hint: "Write it on one line, or as a block after |." },
  bool: { name: "true or false", hint: "Write true or false, without quotes." },
  integer: { name: "a whole number", hint: "Write digits, without quotes." },
  duration: { name: "a duration", hint: "Write it as 30s, 5m or 24h." },
  ip: { name: "an IP address", hint: "Write it without a prefix length." },
  prefix: { name: "an IP prefix", hint: "Write it as 10.244.0.0/16." },
  address: { name: "an IP address with or without prefix length", hint: "Write it as 192.168.5.10/24." }
};
function wrongType(path4, type, node3) {
  const { name: name2, hint } = descriptions[type];
  const found = node3.kind === "scalar" ? "another value" : `a ${node3.kind}`;
  return finding("error", "type_wrong", `${path4} must be ${name2}, it is ${found}`, { written: node3, hint });
}
function isOf(type, node3) {
  if (type === "map" || type === "list") return node3.kind === type || isNothing(node3);
  if (node3.kind !== "scalar") return false;
  return isNothing(node3) || isSecret(node3) || scalarChecks[type](node3);
}
function isNothing(node3) {
  return node3.kind === "scalar" && node3.value === null;
}
function isSecret(node3) {
  return node3.value instanceof Secret || node3.text.includes("://");
}
var scalarChecks = {
  text: () => true,
  bool: ({ quoted, text: text5 }) => !quoted && booleanWords.has(text5),
  integer: ({ quoted, text: text5 }) => !quoted && isWholeNumber(text5),
  duration: ({ text: text5 }) => text5 === "0" || /^[-+]?(([0-9]+(\.[0-9]*)?|\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+$/.test(text5),
  ip: ({ text: text5 }) => text5 === "" || isIpAddress(text5),
  prefix: ({ text: text5 }) => text5 === "" || isPrefix(text5),
  address: ({ text: text5 }) => isIpAddress(text5) || isPrefix(text5)
};
var booleanWords = new Set(
  ["true", "false", "yes", "no", "on", "off", "y", "n"].flatMap((word) => [
    word,
    word.toUpperCase(),
    `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`
  ])
);
function isWholeNumber(text5) {
  if (/^\+?(0b[01_]+|0o[0-7_]+|0x[0-9a-fA-F_]+|[0-9][0-9_]*)$/.test(text5)) return true;
  return /^[0-9.]+([eE][+-]?[0-9]+)?$/.test(text5) && Number.isInteger(Number(text5));
}
function isPrefix(text5) {
  const [address2 = "", length2 = "", ...more] = text5.split("/");
  return more.length === 0 && isIpAddress(address2) && /^\d{1,3}$/.test(length2) && Number(length2) <= (address2.includes(":") ? 128 : 32);
}

// src/config/validation/check-values.ts
function checkValues(config2, role2) {
  const root2 = rootDocument(config2)?.root;
  return [
    ...checkMachineType(nodeAt2(root2, "machine.type"), role2),
    ...checkHostname(nodeAt2(root2, "machine.network.hostname"), "machine.network.hostname"),
    ...checkEndpoint(nodeAt2(root2, "cluster.controlPlane.endpoint"), "cluster.controlPlane.endpoint"),
    ...config2.documents.flatMap(({ id, root: root3 }) => {
      if (id.kind === "HostnameConfig")
        return checkHostname(nodeAt2(root3, "hostname"), `${formatDocumentId(id)} hostname`);
      if (id.kind === "KubeClusterConfig")
        return checkEndpoint(nodeAt2(root3, "endpoint"), `${formatDocumentId(id)} endpoint`);
      return [];
    }),
    ...checkInstallImage(config2)
  ];
}
function checkMachineType(node3, role2) {
  const type = plainText(node3);
  if (type === void 0) return [];
  if (!["controlplane", "init", "worker"].includes(type.text)) {
    const hint = "Write controlplane or worker.";
    return [finding("error", "machine_type_unknown", "machine.type is none that Talos knows", { written: type, hint })];
  }
  const isWorker = type.text === "worker";
  if (role2 === void 0 || isWorker === (role2 === "worker")) return [];
  const message = `machine.type is ${type.text}, the settings say that the node is a ${role2}`;
  return [finding("error", "role_mismatch", message, { written: type, hint: "Correct one of the two." })];
}
var label = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i;
function checkHostname(node3, path4) {
  const hostname = plainText(node3);
  if (hostname === void 0 || hostname.text === "") return [];
  const labels = hostname.text.split(".");
  if (hostname.text.length <= 253 && labels.every((part2) => part2.length <= 63 && label.test(part2))) return [];
  const hint = "Use letters, digits and dashes, at most 63 in a part.";
  return [finding("error", "hostname_invalid", `${path4} is no host name`, { written: hostname, hint })];
}
function checkEndpoint(node3, path4) {
  const endpoint = plainText(node3);
  if (endpoint === void 0 || endpoint.text === "") return [];
  const url2 = URL.parse(endpoint.text);
  if (url2 !== null && (url2.hostname !== "" || !/^https?:$/.test(url2.protocol))) {
    if (url2.protocol !== "http:") return [];
    const hint2 = "Write https://.";
    return [finding("warning", "endpoint_insecure", `${path4} does not use https`, { written: endpoint, hint: hint2 })];
  }
  const hint = "Write it as https://cluster.example:6443.";
  return [finding("error", "endpoint_invalid", `${path4} is no URL`, { written: endpoint, hint })];
}
function checkInstallImage(config2) {
  try {
    const image = readInstallImage(config2);
    if (image === void 0 || image.tag !== void 0) return [];
    const hint = "Add the Talos version as tag: a digest alone does not tell the version.";
    return [finding("error", "image_tag_missing", "The install image has no tag", { written: image, hint })];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const { message, hint, location } = error;
    const at2 = { ...hint && { hint }, ...location && { written: { origin: location } } };
    return [finding("error", "install_image_invalid", message, at2)];
  }
}
function plainText(node3) {
  return node3?.kind === "scalar" && typeof node3.value === "string" ? node3 : void 0;
}

// src/config/validation/kubernetes-matrix.ts
var supported = {
  9: { oldest: 27, newest: 32 },
  10: { oldest: 28, newest: 33 },
  11: { oldest: 29, newest: 34 },
  12: { oldest: 30, newest: 35 },
  13: { oldest: 31, newest: 36 },
  14: { oldest: 32, newest: 37 },
  15: { oldest: 33, newest: 38 }
};
var imagePaths = new Map(
  Object.entries({
    v1alpha1: [
      "machine.kubelet.image",
      ...["apiServer", "controllerManager", "proxy", "scheduler"].map((component2) => `cluster.${component2}.image`)
    ],
    KubeAPIServerConfig: ["image"],
    KubeControllerManagerConfig: ["image"],
    KubeProxyConfig: ["image"],
    KubeSchedulerConfig: ["image"],
    KubeletConfig: ["image"]
  })
);
function checkKubernetes(talosVersion, config2) {
  const talos = parseTalosVersion(talosVersion);
  const range2 = talos?.major === 1 ? supported[talos.minor] : void 0;
  return componentImages(config2).flatMap((image) => checkImage(image, talosVersion, range2));
}
function componentImages(config2) {
  return config2.documents.flatMap(
    ({ id, root: root2 }) => (imagePaths.get(id.kind ?? "v1alpha1") ?? []).flatMap(
      (pattern5) => selectNodes2(root2, pattern5).flatMap(({ path: path4, node: node3 }) => {
        if (node3.kind !== "scalar" || typeof node3.value !== "string" || node3.value === "") return [];
        const prefix = id.kind === void 0 ? "" : `${formatDocumentId(id)} `;
        return [{ place: `${prefix}${formatPath(path4)}`, node: node3 }];
      })
    )
  );
}
function checkImage({ place, node: node3 }, talosVersion, range2) {
  if (node3.text.includes("://")) return [];
  const tag2 = parseImageReference(node3.text)?.tag;
  if (tag2 === void 0) {
    const hint2 = "Add the Kubernetes version as tag, also where a digest follows.";
    return [finding("error", "image_tag_missing", `${place} has no tag`, { written: node3, hint: hint2 })];
  }
  const version = /^v?(\d{1,4})\.(\d{1,4})\./.exec(tag2);
  if (version === null) {
    const hint2 = "Talos reads the Kubernetes version from the tag: write it as v1.36.0.";
    return [
      finding("error", "kubernetes_version_unknown", `${place} has a tag that is no version`, { written: node3, hint: hint2 })
    ];
  }
  const [, major, minor] = version.map(Number);
  if (range2 === void 0 || major === 1 && minor !== void 0 && minor >= range2.oldest && minor <= range2.newest)
    return [];
  const message = `${place} is Kubernetes ${major}.${minor}, Talos ${talosVersion} supports 1.${range2.oldest} to 1.${range2.newest}`;
  const hint = "Upgrade Kubernetes and Talos in steps that both support.";
  return [finding("error", "kubernetes_unsupported", message, { written: node3, hint })];
}

// src/config/validation/validate-config.ts
function validateConfig(config2, context) {
  return [
    ...checkDocuments(config2, context.talosVersion),
    ...checkRootConflicts(config2),
    ...checkRootKeys(config2),
    ...checkTypes(config2),
    ...checkValues(config2, context.role),
    ...checkKubernetes(context.talosVersion, config2)
  ];
}

// src/config/render-node.ts
var newestTalos = "v1.14.0";
async function renderNode(cluster2, node3, context) {
  const schematic = await renderSchematic(cluster2, node3, context);
  const render3 = renderer(cluster2, node3, context, schematic?.id);
  const file = layerPath(cluster2.config.base, node3, cluster2.config.roleNames);
  const baseConfig = parseBase(file, await render3(file), context);
  const patches = await renderPatches(cluster2, node3, render3, context);
  const talosVersion = cluster2.talosVersion ?? readInstallImage(baseConfig)?.tag ?? newestTalos;
  const merged = applyPatches(baseConfig, patches, { talosVersion });
  const image = readInstallImage(merged.config);
  return {
    node: node3,
    config: merged.config,
    ...schematic && { schematic },
    ...image !== void 0 && { image: image.reference },
    notes: [
      ...baseConfig.documents.length === 0 ? [emptyBase(file)] : [],
      ...merged.notes,
      ...validateConfig(merged.config, { talosVersion, role: node3.role }),
      ...checkInstallSchematic(image, schematic)
    ]
  };
}
function parseBase(file, { text: text5, origins }, { parsedBases }) {
  const known3 = parsedBases.get(text5);
  if (known3 !== void 0) return known3;
  const parsed = parseMachineConfig(text5, { file, origins });
  parsedBases.set(text5, parsed);
  return parsed;
}
function emptyBase(file) {
  const message = `${file} renders to nothing: the config is made of patches alone`;
  return { code: "base_empty", severity: "warning", message, location: { file } };
}
function renderer(cluster2, node3, context, schematic) {
  const { variables, definitions, strict } = cluster2.config;
  const entry2 = cluster2.nodes.find(({ name: name2 }) => name2 === node3.name);
  const scope = { node: { ...node3, schematic: schematic ?? "" }, cluster: { name: cluster2.name } };
  const environment = nodeVariables({ ...variables, ...entry2?.variables }, scope);
  const names = nodeVariables(definitions, scope);
  return (path4) => renderTemplate(path4, {
    files: context.files,
    environment,
    definitions: names,
    settings: context.templates,
    ...strict !== void 0 && { strict },
    ...context.clock && { clock: context.clock },
    signal: context.signal
  });
}
async function renderSchematic(cluster2, node3, context) {
  if (cluster2.config.schematic === void 0) return void 0;
  const file = layerPath(cluster2.config.schematic, node3, cluster2.config.roleNames);
  const { text: text5, origins } = await renderer(cluster2, node3, context, void 0)(file);
  const id = await resolveSchematicId(text5, {
    file,
    origins,
    signal: context.signal,
    ...context.factory && { factory: context.factory }
  });
  return { id, text: text5, file };
}
async function renderPatches(cluster2, node3, render3, context) {
  const layers = await Promise.all(
    cluster2.config.patches.map((layer) => renderLayer(cluster2, layer, node3, render3, context))
  );
  return layers.filter((layer) => layer !== void 0);
}
async function renderLayer(cluster2, layer, node3, render3, context) {
  const file = layerPath(layer.path, node3, cluster2.config.roleNames);
  if (layer.optional && await context.files.read(file, { signal: context.signal }) === void 0) return void 0;
  const { text: text5, origins } = await render3(file);
  return parsePatch(text5, { file, origins });
}

// src/config/secrets/find-references.ts
var wellKnownSchemes = ["ak", "op", "env"];
var path = "[a-zA-Z0-9/_.-]+";
var paths2 = /* @__PURE__ */ new Map([
  ["ak", path],
  // with the query that 1Password allows (?attribute=otp), so that it is never left behind as text
  ["op", `${path}(?:\\?[a-zA-Z0-9=&_-]+)?`],
  ["env", "[A-Za-z_][A-Za-z0-9_]*"],
  // file:///… is an ordinary URL: the store's files are named relative to its folder
  ["file", `(?!/)${path}`]
]);
var commandPath = "[a-zA-Z0-9/_.#%+=~-]+";
var quotedOnePassword = /^op:\/\/[\w. -]*[\w.-](?:\/[\w. -]*[\w.-]){2,3}(?:\?[\w=&-]+)?$/;
function findReferences(scalar2, schemes) {
  const { text: text5, quoted } = scalar2;
  if (!text5.includes("://")) return [];
  if (quoted && schemes.includes("op") && quotedOnePassword.test(text5)) {
    return [{ scheme: "op", path: text5.slice("op://".length), text: text5, index: 0 }];
  }
  return [...text5.matchAll(patternOf(schemes))].map((match) => {
    const [reference] = match;
    const scheme = reference.slice(0, reference.indexOf("://"));
    return { scheme, path: reference.slice(scheme.length + 3), text: reference, index: match.index };
  });
}
function patternOf(schemes) {
  const alternatives = schemes.map(
    (scheme) => `${scheme.replace(/[.+]/g, "\\$&")}://${paths2.get(scheme) ?? commandPath}`
  );
  return new RegExp(`(?<![A-Za-z0-9])(?:${alternatives.join("|")})`, "g");
}

// src/config/secrets/look-up-references.ts
var maxReferences = 2e3;
var settingFor = /* @__PURE__ */ new Map([
  ["ak", "secrets.akeyless"],
  ["op", "secrets.onepassword, or a program as secrets.commands.op"],
  ["env", "secrets.environment"]
]);
async function lookUpReferences(references, stores, options) {
  if (references.length === 0) return /* @__PURE__ */ new Map();
  if (references.length > maxReferences) {
    throw new UserError(`Cannot look up ${references.length} secrets: more than ${maxReferences} are refused`, {
      code: "secret_store_failed"
    });
  }
  const groups2 = Map.groupBy(references, ({ scheme }) => scheme);
  const answers = await withDeadline(
    options,
    [...groups2.keys()],
    (signal) => Promise.all([...groups2].map(([scheme, group]) => askStore(scheme, group, stores, signal)))
  );
  return new Map(answers.flat());
}
async function askStore(scheme, references, stores, signal) {
  const store = stores.find((candidate) => candidate.scheme === scheme);
  if (store === void 0) {
    const reason = `no store is set up for ${scheme}://; add ${settingFor.get(scheme) ?? "one"} to the settings`;
    return references.map(({ text: text5 }) => [text5, { kind: "missing", reason }]);
  }
  const lookups = await store.read(references, { signal });
  return references.map(({ text: text5 }, index) => {
    const lookup = lookups[index];
    if (lookup === void 0) throw new Error(`the store for ${scheme}:// left a reference unanswered`);
    return [text5, tidy(lookup)];
  });
}
function tidy(lookup) {
  if (lookup.kind === "missing") return lookup;
  const value = lookup.value.replace(/(?:\r?\n)+$/, "");
  return value === "" ? { kind: "missing", reason: "its value is empty" } : { kind: "found", value };
}
async function withDeadline({ signal, timeoutMs }, schemes, ask) {
  signal.throwIfAborted();
  const deadline = AbortSignal.timeout(timeoutMs);
  const end = new AbortController();
  const ended = AbortSignal.any([signal, deadline, end.signal]);
  const { promise: cut, reject } = Promise.withResolvers();
  ended.addEventListener("abort", () => reject(ended.reason), { once: true });
  try {
    return await Promise.race([ask(ended), cut]);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (!deadline.aborted) throw error;
    throw new UserError(`Cannot read secrets: no full answer for ${schemes.join(", ")} within ${timeoutMs / 1e3} s`, {
      code: "secret_store_failed",
      hint: "Check that the secret stores can be reached from here.",
      cause: error
    });
  } finally {
    end.abort();
  }
}

// src/config/secrets/resolve-secrets.ts
var defaultTimeoutMs = 3e4;
async function resolveSecrets(configs, options) {
  const { stores, signal, timeoutMs = defaultTimeoutMs } = options;
  const schemes = [.../* @__PURE__ */ new Set([...wellKnownSchemes, ...stores.map((store) => store.scheme)])];
  const references = collectReferences(configs, schemes);
  const lookups = await lookUpReferences(references, stores, { signal, timeoutMs });
  return configs.map((config2) => replaceReferences(config2, schemes, lookups));
}
function collectReferences(configs, schemes) {
  const found = /* @__PURE__ */ new Map();
  const visit2 = (node3) => {
    if (node3.kind === "map") for (const value of node3.entries.values()) visit2(value);
    else if (node3.kind === "list") node3.items.forEach(visit2);
    else for (const { index: _, ...reference } of referencesOf(node3, schemes)) found.set(reference.text, reference);
  };
  for (const { documents } of configs) for (const { root: root2 } of documents) visit2(root2);
  return [...found.values()];
}
function referencesOf(node3, schemes) {
  return typeof node3.value === "string" ? findReferences({ text: node3.value, quoted: node3.quoted }, schemes) : [];
}
function replaceReferences(config2, schemes, lookups) {
  const missing2 = [];
  const documents = config2.documents.map((document) => {
    const root2 = replace3(document.root, []);
    return root2.kind === "map" ? { ...document, root: root2 } : document;
    function replace3(node3, path4) {
      if (node3.kind === "scalar") return replaceScalar(node3, path4);
      if (node3.kind === "list")
        return { ...node3, items: node3.items.map((item, index) => replace3(item, [...path4, index])) };
      return {
        ...node3,
        entries: new Map([...node3.entries].map(([key, value]) => [key, replace3(value, [...path4, key])]))
      };
    }
    function replaceScalar(node3, path4) {
      const references = referencesOf(node3, schemes);
      if (references.length === 0 || typeof node3.value !== "string") return node3;
      const written = node3.value;
      const parts = /* @__PURE__ */ new Map();
      let value = "";
      let end = 0;
      for (const { text: text5, index } of references) {
        const lookup = lookups.get(text5);
        if (lookup === void 0) throw new Error("a reference was not looked up");
        if (lookup.kind === "missing") {
          missing2.push({ text: text5, reason: lookup.reason, place: placeOf(document, path4), origin: node3.origin });
          continue;
        }
        parts.set(text5, lookup.value);
        value += written.slice(end, index) + lookup.value;
        end = index + text5.length;
      }
      const whole2 = value + written.slice(end);
      const texts5 = references.map(({ text: text5 }) => text5);
      const secret = new Secret(whole2, texts5, written === texts5[0] ? void 0 : parts);
      return { ...node3, value: secret, text: secret.toString() };
    }
  });
  return missing2.length === 0 ? { kind: "resolved", config: { documents } } : { kind: "failed", error: missingError(missing2) };
}
function placeOf(document, path4) {
  const place = formatPath(path4);
  return document.id.kind === void 0 ? place : `${formatDocumentId(document.id)} ${place}`;
}
var maxNamed = 5;
function missingError(missing2) {
  const described2 = [...Map.groupBy(missing2, ({ reason }) => reason)].map(([reason, references]) => {
    const named4 = references.slice(0, maxNamed).map((one) => nameReference(one, missing2.length === 1));
    const more = references.length - named4.length;
    return `${named4.join(", ")}${more === 0 ? "" : ` and ${more} more`}: ${reason}`;
  });
  const what = missing2.length === 1 ? "the secret reference" : `${missing2.length} secret references:`;
  const message = `Cannot resolve ${what} ${described2.join("; ")}`;
  const location = missing2.find(({ origin }) => origin !== void 0)?.origin;
  return new UserError(message, {
    code: "secret_missing",
    hint: "Create the secret in its store, or correct the reference.",
    ...location && { location }
  });
}
function nameReference({ text: text5, place, origin }, isSingle) {
  return `${text5} (${origin === void 0 || isSingle ? place : `${place}, ${formatLocation(origin)}`})`;
}

// src/config/desire-nodes.ts
async function desireNodes(cluster2, nodes2, context, options) {
  const { signal } = context;
  return pMap(nodes2, (node3) => desireNode(cluster2, node3, context, options), {
    concurrency: options.concurrency,
    signal
  });
}
async function desireNode(cluster2, node3, context, options) {
  const { name: name2 } = node3;
  if ("error" in node3) return { kind: "failed", name: name2, error: node3.error };
  try {
    const desired = await renderNode(cluster2, node3, context);
    options.onRendered?.(name2);
    return { kind: "built", name: name2, desired };
  } catch (error) {
    if (error instanceof UserError) return { kind: "failed", name: name2, error };
    throw error;
  }
}
async function resolveDesired(built, stores, signal) {
  const configs = built.flatMap((one) => one.kind === "built" ? [one.desired.config] : []);
  const results = (await resolveSecrets(configs, { stores, signal })).values();
  return built.map((one) => {
    if (one.kind === "failed") return one;
    const result = results.next().value;
    if (result === void 0) throw new Error("a configuration was lost while resolving secrets");
    if (result.kind === "failed") return { kind: "failed", name: one.name, error: result.error };
    return { ...one, desired: { ...one.desired, config: result.config } };
  });
}

// src/config/tree/path-table.ts
function pathTable(patterns) {
  const root2 = compile(patterns);
  return (path4) => matches(root2, path4, 0);
}
function compile(patterns) {
  const root2 = newStep();
  for (const pattern5 of patterns) {
    let step3 = root2;
    for (const name2 of pattern5.split(".")) {
      if (name2 === "**") step3.endsBelow = true;
      else step3 = child(step3, name2);
    }
    if (!pattern5.endsWith(".**")) step3.ends = true;
  }
  return root2;
}
function matches(step3, path4, index) {
  if (index === path4.length) return step3.ends;
  if (step3.endsBelow) return true;
  const exact = step3.next.get(String(path4[index]));
  if (exact !== void 0 && matches(exact, path4, index + 1)) return true;
  const any = step3.next.get("*");
  return any !== void 0 && matches(any, path4, index + 1);
}
function child(step3, name2) {
  const existing = step3.next.get(name2);
  if (existing !== void 0) return existing;
  const created = newStep();
  step3.next.set(name2, created);
  return created;
}
function newStep() {
  return { next: /* @__PURE__ */ new Map(), ends: false, endsBelow: false };
}

// src/diff/meaning-tables.ts
var stringMaps = [
  "machine.sysctls",
  "machine.sysfs",
  "machine.env",
  "machine.nodeLabels",
  "machine.nodeAnnotations",
  "machine.nodeTaints",
  "machine.kubelet.extraArgs",
  "machine.logging.destinations.*.extraTags",
  "cluster.apiServer.extraArgs",
  "cluster.apiServer.env",
  "cluster.controllerManager.extraArgs",
  "cluster.controllerManager.env",
  "cluster.scheduler.extraArgs",
  "cluster.scheduler.env",
  "cluster.proxy.extraArgs",
  "cluster.etcd.extraArgs",
  "cluster.extraManifestHeaders",
  "EnvironmentConfig.variables",
  "SysctlConfig.**",
  "SysfsConfig.**",
  "KubeletConfig.extraArgs",
  "KubeNodeConfig.labels",
  "KubeNodeConfig.annotations",
  "KubeNodeConfig.taints",
  "KubeAPIServerConfig.extraArgs",
  "KubeAPIServerConfig.env",
  "KubeControllerManagerConfig.extraArgs",
  "KubeControllerManagerConfig.env",
  "KubeSchedulerConfig.extraArgs",
  "KubeSchedulerConfig.env",
  "KubeProxyConfig.extraArgs",
  "KubeExternalManifestConfig.headers"
];
var freeForm = [
  "machine.kubelet.extraConfig",
  "machine.kubelet.credentialProviderConfig",
  "machine.pods",
  "cluster.apiServer.admissionControl.*.configuration",
  "cluster.apiServer.auditPolicy",
  "cluster.apiServer.authorizationConfig.*.webhook",
  "cluster.scheduler.config",
  "KubeletConfig.extraConfig",
  "KubeAdmissionControlConfig.configuration",
  "KubeAuditPolicyConfig.configuration",
  "KubeAuthenticationConfig.configuration",
  "KubeCredentialProviderConfig.configuration",
  "KubeSchedulerConfig.config",
  "KubeStaticPodConfig.pod",
  "CRIBaseRuntimeSpecConfig.overrides"
];
var meaningfulEmpty = [
  "machine.seccompProfiles",
  "cluster.extraManifests",
  "cluster.inlineManifests",
  ...freeForm.map((path4) => `${path4}.**`)
];
var falseByDefault = ["debug", "machine.install.wipe", "machine.install.legacyBIOSSupport"];
var fileModes = ["machine.files.*.permissions", "EtcFileConfig.mode"];
var base64 = [
  "machine.ca.*",
  "machine.acceptedCAs.*.*",
  "cluster.ca.*",
  "cluster.acceptedCAs.*.*",
  "cluster.aggregatorCA.*",
  "cluster.etcd.ca.*",
  "cluster.serviceAccount.key"
];
var trimmedStart = ["cluster.inlineManifests.*.contents"];

// src/diff/normalise-scalar.ts
var unitNanoseconds = {
  ns: 1n,
  us: 1000n,
  \u00B5s: 1000n,
  ms: 1000000n,
  s: 1000000000n,
  m: 60000000000n,
  h: 3600000000000n
};
var duration = /^(?:\d{1,12}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h))+$/;
var part = /(\d+)(?:\.(\d+))?(ns|us|µs|ms|s|m|h)/g;
function normaliseDuration(text5) {
  if (!duration.test(text5)) return void 0;
  let total = 0n;
  for (const [, whole2 = "0", fraction = "", unit = "s"] of text5.matchAll(part)) {
    const size = unitNanoseconds[unit] ?? 1n;
    total += BigInt(whole2) * size + BigInt(fraction || "0") * size / 10n ** BigInt(fraction.length);
  }
  return formatDuration(total);
}
function formatDuration(total) {
  if (total === 0n) return "0s";
  for (const [unit, size] of [
    ["ns", 1n],
    ["\xB5s", 1000n],
    ["ms", 1000000n]
  ]) {
    if (total < size * 1000n) return `${decimal(total, size)}${unit}`;
  }
  const second = 1000000000n;
  const minutes = total / (60n * second);
  const seconds = `${decimal(total % (60n * second), second)}s`;
  if (minutes === 0n) return seconds;
  return minutes < 60n ? `${minutes}m${seconds}` : `${minutes / 60n}h${minutes % 60n}m${seconds}`;
}
function decimal(value, size) {
  const fraction = (value % size).toString().padStart(size.toString().length - 1, "0").replace(/0+$/, "");
  const whole2 = (value / size).toString();
  return fraction === "" || size === 1n ? whole2 : `${whole2}.${fraction}`;
}
function normaliseFileMode(text5) {
  const octal = /^0o?([0-7]{1,6})$/.exec(text5);
  if (octal !== null) return `0o${Number.parseInt(octal[1] ?? "0", 8).toString(8)}`;
  return /^[1-9]\d{0,6}$/.test(text5) ? `0o${Number(text5).toString(8)}` : void 0;
}

// src/diff/normalise-document.ts
function normaliseDocument(document) {
  const start = document.id.kind === void 0 ? [] : [document.id.kind];
  return normaliseMap(document.root, start);
}
var tables = {
  stringMap: pathTable(stringMaps),
  freeForm: pathTable(freeForm),
  meaningfulEmpty: pathTable(meaningfulEmpty),
  falseByDefault: pathTable(falseByDefault),
  fileMode: pathTable(fileModes),
  base64: pathTable(base64),
  trimmedStart: pathTable(trimmedStart)
};
function normalise(node3, path4) {
  if (tables.freeForm(path4)) return node3;
  if (node3.kind === "map") return tables.stringMap(path4) ? normaliseStringMap(node3) : normaliseMap(node3, path4);
  if (node3.kind === "list") return normaliseList(node3, path4);
  return normaliseScalar(node3, path4);
}
function normaliseMap(map, path4) {
  const entries = /* @__PURE__ */ new Map();
  for (const [key, value] of map.entries) {
    const below2 = [...path4, key];
    const normal = normalise(value, below2);
    if (!saysNothing2(normal, below2)) entries.set(key, normal);
  }
  return { ...map, entries };
}
function normaliseList(list4, path4) {
  return { ...list4, items: list4.items.map((item, index) => normalise(item, [...path4, index])) };
}
function normaliseStringMap(map) {
  const entries = /* @__PURE__ */ new Map();
  for (const [key, value] of map.entries) {
    entries.set(key, value.kind === "scalar" ? asText2(value, scalarText2(value)) : value);
  }
  return { ...map, entries };
}
function normaliseScalar(node3, path4) {
  if (typeof node3.value === "boolean" || node3.value === null) return node3;
  const text5 = scalarText2(node3);
  if (tables.fileMode(path4)) return asFileMode(node3, text5);
  if (tables.base64(path4)) return asText2(node3, text5.replace(/\s+/g, ""));
  if (tables.trimmedStart(path4)) return asText2(node3, text5.replace(/^\n+/, ""));
  const isWhole = typeof node3.value === "bigint" || Number.isInteger(node3.value);
  return asPlain(node3, isWhole ? String(node3.value) : normaliseDuration(text5) ?? text5);
}
function asFileMode(node3, text5) {
  const mode = normaliseFileMode(text5);
  return mode === void 0 ? asText2(node3, text5) : { ...node3, value: Number(mode), text: mode, quoted: false };
}
function asPlain(node3, text5) {
  const value = Number(text5);
  if (typeof node3.value === "object" || !Number.isSafeInteger(value) || String(value) !== text5)
    return asText2(node3, text5);
  return { ...node3, value, text: text5, quoted: false };
}
function asText2(node3, text5) {
  if (typeof node3.value === "object" && node3.value !== null) return node3;
  return { ...node3, value: text5, text: text5, quoted: false };
}
function scalarText2(node3) {
  if (typeof node3.value === "object" && node3.value !== null) return node3.value.reveal();
  return node3.value === null ? "" : node3.text;
}
function saysNothing2(node3, path4) {
  if (tables.meaningfulEmpty(path4) || tables.stringMap(path4.slice(0, -1))) return false;
  if (node3.kind === "map") return node3.entries.size === 0;
  if (node3.kind === "list") return node3.items.length === 0;
  if (node3.value === false) return tables.falseByDefault(path4);
  return node3.value === null || node3.value === "";
}

// src/diff/compare-configs.ts
function compareConfigs(desired, live) {
  const liveByKey = new Map(live.documents.map((document) => [documentKey(document.id), document]));
  const desiredKeys = new Set(desired.documents.map((document) => documentKey(document.id)));
  const kept = desired.documents.flatMap(
    (document) => compareDocument(document, liveByKey.get(documentKey(document.id)))
  );
  const removed2 = live.documents.filter((document) => !desiredKeys.has(documentKey(document.id)));
  return [...kept, ...removed2.map(removedDocument)];
}
function compareDocument(desired, live) {
  const tree = normaliseDocument(desired);
  if (live === void 0) {
    const change = { kind: "added", path: [], desired: tree, ...tree.origin && { origin: tree.origin } };
    return [{ id: desired.id, kind: "added", desired: tree, changes: [change] }];
  }
  const liveTree = normaliseDocument(live);
  const changes = compareTrees(tree, liveTree);
  if (changes.length === 0) return [];
  return [{ id: desired.id, kind: "changed", desired: tree, live: orderLike(liveTree, tree), changes }];
}
function removedDocument(document) {
  const live = normaliseDocument(document);
  return { id: document.id, kind: "removed", live, changes: [{ kind: "removed", path: [], live }] };
}
function orderLike(map, model) {
  const keys2 = [...model.entries.keys()].filter((key) => map.entries.has(key));
  const own2 = [...map.entries.keys()].filter((key) => !model.entries.has(key));
  const entries = /* @__PURE__ */ new Map();
  for (const key of [...keys2, ...own2]) {
    const value = map.entries.get(key);
    if (value !== void 0) entries.set(key, orderNode(value, model.entries.get(key)));
  }
  return { ...map, entries };
}
function orderNode(node3, model) {
  if (node3.kind === "map" && model?.kind === "map") return orderLike(node3, model);
  if (node3.kind !== "list" || model?.kind !== "list") return node3;
  return { ...node3, items: node3.items.map((item, index) => orderNode(item, model.items[index])) };
}

// src/diff/forecast-reboot.ts
var immediate = pathTable(
  [
    "debug",
    "cluster",
    "machine.ca",
    "machine.acceptedCAs",
    "machine.time",
    "machine.certSANs",
    "machine.install",
    "machine.network",
    "machine.sysfs",
    "machine.sysctls",
    "machine.logging",
    "machine.controlPlane",
    "machine.kubelet",
    "machine.kernel",
    "machine.registries",
    "machine.pods",
    "machine.seccompProfiles",
    "machine.nodeAnnotations",
    "machine.nodeLabels",
    "machine.nodeTaints",
    "machine.features.kubernetesTalosAPIAccess",
    "machine.features.kubePrism",
    "machine.features.hostDNS",
    "machine.features.imageCache",
    "machine.features.nodeAddressSortAlgorithm"
  ].flatMap((path4) => [path4, `${path4}.**`])
);
var afterReboot = pathTable(
  [
    "cluster.etcd",
    "machine.env",
    "machine.kernel.modules",
    "machine.systemDiskEncryption",
    "EnvironmentConfig",
    "KernelModuleConfig",
    "VolumeConfig.encryption",
    "UserVolumeConfig.encryption",
    "RawVolumeConfig.encryption",
    "SwapVolumeConfig.encryption"
  ].flatMap((path4) => [path4, `${path4}.**`])
);
function forecastReboot(documents, talosVersion) {
  if (atLeast(talosVersion, "1.14")) return forecast("manual", changedPaths(documents).filter(afterReboot));
  const root2 = changedPaths(documents.filter(({ id }) => id.kind === void 0));
  return forecast(
    "automatic",
    root2.filter((path4) => !immediate(path4))
  );
}
function forecast(kind, paths3) {
  return paths3.length === 0 ? { kind: "none" } : { kind, paths: [...new Set(paths3.map(formatPath))] };
}
function changedPaths(documents) {
  return documents.flatMap(
    ({ id, changes }) => changes.map(({ path: path4 }) => id.kind === void 0 ? path4 : [id.kind, ...path4])
  );
}

// src/diff/compare-revisions.ts
var nothing = { documents: [] };
function compareRevisions(head2, base) {
  if (head2 === void 0) {
    if (base === void 0 || base instanceof UserError) throw new Error("no revision has the node");
    return describeWhole(base, compareConfigs(nothing, base.config), [removed]);
  }
  if (base === void 0 || base instanceof UserError) {
    const why = base === void 0 ? added2 : unbuiltBase(base);
    return describeWhole(head2, compareConfigs(head2.config, nothing), [...head2.notes, why]);
  }
  const { node: node3, notes } = head2;
  const documents = compareConfigs(head2.config, base.config);
  if (documents.length === 0) return { kind: "unchanged", node: node3, notes };
  const version = readInstallImage(base.config)?.tag;
  const reboot = version === void 0 ? { kind: "none" } : forecastReboot(documents, version);
  return { kind: "changed", node: node3, documents, reboot, notes };
}
var added2 = { code: "node_added", severity: "info", message: "The node is new: the base does not have it" };
var removed = {
  code: "node_removed",
  severity: "info",
  message: "The node is taken out of the repository; the machine itself is neither reset nor shut down by that"
};
function describeWhole({ node: node3 }, documents, notes) {
  return { kind: "changed", node: node3, documents, reboot: { kind: "none" }, notes };
}
function unbuiltBase({ message, location }) {
  return {
    code: "base_invalid",
    severity: "info",
    message: `All of it is shown as new, since the base cannot be built: ${message}`,
    ...location && { location }
  };
}

// src/plan/compared.ts
function invalid2(name2, error) {
  return { diff: { kind: "invalid", node: { name: name2 }, error }, evidence: { name: name2 } };
}
function concurrencyOf({ concurrency: concurrency2 = 8 }) {
  return concurrency2;
}
function desireOptions(ports, total, onFirst) {
  const onRendered = (node3) => {
    onFirst?.();
    ports.onProgress?.({ step: "rendered", node: node3, total });
  };
  return { concurrency: concurrencyOf(ports), onRendered };
}

// src/cluster/compare-names.ts
var collator;
function compareNames(a, b) {
  collator ??= new Intl.Collator("en", { numeric: true });
  return collator.compare(a, b);
}

// src/cluster/discover-nodes.ts
async function discoverNodes(config2, files, options = {}) {
  const found = /* @__PURE__ */ new Map();
  const ambiguous = /* @__PURE__ */ new Map();
  for (const layer of config2.patches.filter((patch) => patch.path.includes("{node}"))) {
    const match = pathMatcher(layer.path, config2);
    for (const path4 of await files.list(fixedFolder(layer.path), options)) {
      const entry2 = match(path4);
      if (entry2 === void 0) continue;
      const before = found.get(entry2.name);
      if (before !== void 0 && before.layer === layer) {
        ambiguous.set(entry2.name, (ambiguous.get(entry2.name) ?? /* @__PURE__ */ new Set([before.path])).add(path4));
      }
      if (before === void 0 || before.entry.role === void 0) found.set(entry2.name, { entry: entry2, path: path4, layer });
    }
  }
  return {
    nodes: [...found.values()].map(({ entry: entry2 }) => entry2).sort((a, b) => compareNames(a.name, b.name)),
    ambiguous: [...ambiguous].map(([name2, paths3]) => ({ name: name2, paths: [...paths3] }))
  };
}
function fixedFolder(path4) {
  const fixed = path4.slice(0, path4.indexOf("{"));
  return fixed.slice(0, Math.max(0, fixed.lastIndexOf("/")));
}
function pathMatcher(path4, config2) {
  const pattern5 = pathPattern(path4, config2);
  const isSchematic = config2.schematic === void 0 ? void 0 : pathPattern(config2.schematic, config2);
  const others = /* @__PURE__ */ new Set([config2.base, ...config2.patches.map((patch) => patch.path)]);
  return (candidate) => {
    const groups2 = pattern5.exec(candidate)?.groups;
    const name2 = groups2?.["node"];
    if (name2 === void 0 || others.has(candidate) || isSchematic?.test(candidate)) return void 0;
    if (/(^|\.)schematic$/.test(name2)) return void 0;
    const role2 = roleNamed(groups2?.["role"], config2);
    return { name: name2, ...role2 !== void 0 && { role: role2 }, variables: {} };
  };
}
function pathPattern(path4, config2) {
  const roles2 = Object.values(config2.roleNames).map(escapeRegExp).join("|");
  let seenNode = false;
  let seenRole = false;
  const source = path4.split(/(\{node\}|\{role\})/).map((part2) => {
    if (part2 === "{node}") {
      const group = seenNode ? "\\k<node>" : "(?<node>[A-Za-z0-9][A-Za-z0-9._-]*)";
      seenNode = true;
      return group;
    }
    if (part2 === "{role}") {
      const group = seenRole ? "\\k<role>" : `(?<role>${roles2})`;
      seenRole = true;
      return group;
    }
    return escapeRegExp(part2);
  });
  return new RegExp(`^${source.join("")}$`);
}
function roleNamed(text5, config2) {
  if (text5 === void 0) return void 0;
  return text5 === config2.roleNames.controlplane ? "controlplane" : "worker";
}
function escapeRegExp(text5) {
  return text5.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

// src/cluster/cluster-at.ts
async function clusterAt(cluster2, files, options = {}) {
  if (!cluster2.findsNodes) return cluster2;
  const { nodes: nodes2 } = await discoverNodes(cluster2.config, files, options);
  return { ...cluster2, nodes: nodes2 };
}

// src/config/identity/read-links.ts
function readLinks(documents) {
  const links = documents.flatMap((document) => [
    ...items2(child2(document, "machine", "network", "interfaces")).flatMap(readInterface),
    ...readTypedDocument(document)
  ]);
  return [...Map.groupBy(links, (link) => link.name)].map(([name2, parts]) => join4(name2, parts));
}
function join4(name2, parts) {
  return {
    name: name2,
    addresses: parts.flatMap((part2) => part2.addresses),
    hasDefaultRoute: parts.some((part2) => part2.hasDefaultRoute),
    hasVip: parts.some((part2) => part2.hasVip),
    usesDhcp: parts.some((part2) => part2.usesDhcp)
  };
}
function readInterface(entry2) {
  const name2 = text3(child2(entry2, "interface")) ?? selectorName(child2(entry2, "deviceSelector"));
  if (name2 === void 0) return [];
  const vlans = items2(child2(entry2, "vlans")).map(
    (vlan) => readInterfaceLink(`${name2}.${text3(child2(vlan, "vlanId")) ?? ""}`, vlan)
  );
  return [readInterfaceLink(name2, entry2), ...vlans];
}
function readInterfaceLink(name2, entry2) {
  const legacyAddress = text3(child2(entry2, "cidr"));
  return {
    name: name2,
    addresses: [...texts2(child2(entry2, "addresses")), ...legacyAddress === void 0 ? [] : [legacyAddress]],
    hasDefaultRoute: items2(child2(entry2, "routes")).some((route) => isDefaultRoute(route, "network")),
    hasVip: text3(child2(entry2, "vip", "ip")) !== void 0,
    usesDhcp: text3(child2(entry2, "dhcp")) === "true"
  };
}
var linkKinds = /* @__PURE__ */ new Set(["LinkConfig", "BondConfig", "VLANConfig", "BridgeConfig"]);
function readTypedDocument(document) {
  const kind = text3(child2(document, "kind")) ?? "";
  const name2 = text3(child2(document, "name")) ?? "";
  const empty2 = { addresses: [], hasDefaultRoute: false, hasVip: false, usesDhcp: false };
  if (kind === "DHCPv4Config" || kind === "DHCPv6Config") return [{ ...empty2, name: name2, usesDhcp: true }];
  if (kind === "Layer2VIPConfig") return [{ ...empty2, name: text3(child2(document, "link")) ?? "", hasVip: true }];
  if (!linkKinds.has(kind)) return [];
  const addresses = items2(child2(document, "addresses")).flatMap((entry2) => text3(child2(entry2, "address")) ?? []);
  const hasDefaultRoute = items2(child2(document, "routes")).some((route) => isDefaultRoute(route, "destination"));
  return [{ ...empty2, name: name2, addresses, hasDefaultRoute }];
}
function isDefaultRoute(route, target) {
  const destination = text3(child2(route, target)) ?? "";
  const table = text3(child2(route, "table")) ?? "main";
  const isDefault = ["", "0.0.0.0/0", "::/0"].includes(destination);
  return isDefault && ["main", "254"].includes(table) && text3(child2(route, "gateway")) !== void 0;
}
function selectorName(selector) {
  if (selector?.kind !== "map") return void 0;
  const parts = [...selector.entries].map(([key, value]) => `${formatPath([key])}=${text3(value) ?? ""}`);
  return parts.sort().join(",");
}
function child2(node3, ...path4) {
  return path4.reduce(
    (found, key) => found?.kind === "map" ? found.entries.get(key) : void 0,
    node3
  );
}
function text3(node3) {
  if (node3?.kind !== "scalar" || node3.value === null && !node3.quoted || node3.text === "") return void 0;
  return node3.text;
}
function items2(node3) {
  return node3?.kind === "list" ? node3.items : [];
}
function texts2(node3) {
  return items2(node3).flatMap((item) => text3(item) ?? []);
}

// src/config/identity/find-address.ts
function findAddress(own2, shared) {
  const subnets = [...own2, ...shared].flatMap(
    (document) => texts2(child2(document, "machine", "kubelet", "nodeIP", "validSubnets"))
  );
  const ownAddresses = new Set(readLinks(own2).flatMap((link) => link.addresses));
  const links = readLinks([...shared, ...own2]);
  const usable = (link) => link.addresses.filter((address2) => ownAddresses.has(address2) && isWanted(withoutLength(address2), subnets));
  for (const claim of claims) {
    const claiming = links.filter(claim);
    const [address2] = claiming.flatMap(usable);
    if (address2 !== void 0) return { kind: "found", address: withoutLength(address2) };
  }
  const rest = links.flatMap(usable).map(withoutLength);
  if (rest.length > 1) return { kind: "ambiguous", addresses: rest };
  const isReachedOtherwise = subnets.length === 0 && links.some((link) => claims.some((claim) => claim(link)));
  const [only] = rest;
  return only === void 0 || isReachedOtherwise ? { kind: "none" } : { kind: "found", address: only };
}
var claims = [
  (link) => link.hasDefaultRoute,
  (link) => link.hasVip,
  (link) => link.usesDhcp
];
function isWanted(address2, subnets) {
  const excluded = subnets.filter((subnet) => subnet.startsWith("!")).map((subnet) => subnet.slice(1));
  const included = subnets.filter((subnet) => !subnet.startsWith("!"));
  if (excluded.some((subnet) => isInPrefix(address2, subnet))) return false;
  return included.length === 0 || included.some((subnet) => isInPrefix(address2, subnet));
}
function withoutLength(address2) {
  return address2.split("/", 1)[0] ?? address2;
}

// src/config/identify-nodes.ts
var concurrency = 16;
async function identifyNodes(cluster2, context) {
  const isComplete = cluster2.nodes.every((node3) => node3.role !== void 0 && node3.address !== void 0);
  const shared = isComplete ? [] : await renderShared(cluster2, context);
  return pMap(cluster2.nodes, (entry2) => identify3(cluster2, entry2, shared, context), {
    concurrency,
    signal: context.signal
  });
}
async function identify3(cluster2, entry2, shared, context) {
  const { name: name2 } = entry2;
  if (entry2.role !== void 0 && entry2.address !== void 0)
    return { name: name2, role: entry2.role, address: entry2.address };
  try {
    const layers = await readLayers(cluster2, entry2, context);
    const documents = [];
    for (const layer of layers) documents.push(...await renderLayer2(cluster2, entry2, layer.path, context));
    const role2 = entry2.role ?? layers.find((layer) => layer.role)?.role ?? machineType(documents) ?? missingRole(name2, layers);
    return { name: name2, role: role2, address: entry2.address ?? readAddress(name2, documents, shared, layers) };
  } catch (error) {
    if (error instanceof UserError) return { name: name2, error };
    throw error;
  }
}
var roles = ["controlplane", "worker"];
async function readLayers(cluster2, entry2, context) {
  const { base, patches, roleNames } = cluster2.config;
  const patterns = [base, ...patches.map((patch) => patch.path)].filter((path4) => path4.includes("{node}"));
  const candidates = patterns.flatMap((pattern5) => {
    if (!pattern5.includes("{role}")) return [{ path: pattern5.replaceAll("{node}", entry2.name) }];
    const possible = entry2.role === void 0 ? roles : [entry2.role];
    return possible.map((role2) => ({ path: layerPath(pattern5, { name: entry2.name, role: role2 }, roleNames), role: role2 }));
  });
  const found = await Promise.all(candidates.map((layer) => exists(layer.path, context)));
  const layers = candidates.filter((_, index) => found[index]);
  if (layers.length > 0) return layers;
  const looked = candidates.map((layer) => layer.path).join(", ");
  throw new UserError(
    `Cannot tell role and address of ${entry2.name}: ${looked === "" ? "no patch is its own" : `there is no ${looked}`}`,
    {
      code: "file_missing",
      hint: `Add the file, or write role and address of ${entry2.name} into the settings.`
    }
  );
}
async function exists(path4, { files, signal }) {
  return await files.read(path4, { signal }) !== void 0;
}
async function renderLayer2(cluster2, entry2, path4, context) {
  const { name: name2, role: role2 = "", address: address2 = "", variables } = entry2;
  const scope = { node: { name: name2, role: role2, address: address2, schematic: "" }, cluster: { name: cluster2.name } };
  const rendered = await renderTemplate(path4, {
    files: context.files,
    environment: nodeVariables({ ...cluster2.config.variables, ...variables }, scope),
    definitions: nodeVariables(cluster2.config.definitions, scope),
    settings: context.templates,
    // the schematic is not known yet, so a template may well see undefined names here
    strict: false,
    ...context.clock && { clock: context.clock },
    signal: context.signal
  });
  return parseYaml(rendered.text, { file: path4, origins: rendered.origins });
}
async function renderShared(cluster2, context) {
  const { base, patches } = cluster2.config;
  const paths3 = [base, ...patches.map((patch) => patch.path)].filter((path4) => !path4.includes("{"));
  const documents = paths3.map(async (path4) => {
    try {
      return await renderLayer2(cluster2, { name: "", variables: {} }, path4, context);
    } catch (error) {
      if (error instanceof UserError) return [];
      throw error;
    }
  });
  return (await Promise.all(documents)).flat();
}
var machineTypes = new Map(
  Object.entries({
    controlplane: "controlplane",
    init: "controlplane",
    worker: "worker",
    join: "worker"
  })
);
function machineType(documents) {
  const types2 = documents.flatMap((document) => text3(child2(document, "machine", "type")) ?? []);
  return machineTypes.get(types2.at(-1) ?? "");
}
function missingRole(name2, layers) {
  throw new UserError(`Cannot tell the role of ${name2}: ${list3(layers)} sets no machine.type`, {
    code: "settings_invalid",
    hint: `Set machine.type there, or write role: controlplane or role: worker for ${name2} into the settings.`,
    ...locationOf2(layers)
  });
}
function readAddress(name2, documents, shared, layers) {
  const finding2 = findAddress(documents, shared);
  if (finding2.kind === "found") return finding2.address;
  if (isIpAddress(name2)) return name2;
  const reason = finding2.kind === "none" ? `${list3(layers)} gives it no static address that the cluster uses` : `${list3(layers)} gives it ${finding2.addresses.join(" and ")}, and no default route tells which to use`;
  throw new UserError(`Cannot tell the address of ${name2}: ${reason}`, {
    code: "settings_invalid",
    hint: `Write the address of ${name2} into the settings; its host name will do.`,
    ...locationOf2(layers)
  });
}
function list3(layers) {
  return layers.map((layer) => layer.path).join(", ");
}
function locationOf2(layers) {
  const file = layers[0]?.path;
  return file === void 0 ? {} : { location: { file } };
}

// node_modules/smol-toml/dist/error.js
function getLineColFromPtr(string3, ptr) {
  let lines2 = string3.slice(0, ptr).split(/\r?\n/);
  return [lines2.length, lines2.pop().length + 1];
}
function makeCodeBlock(string3, line, column) {
  let lines2 = string3.split(/\r?\n/);
  let codeblock = "";
  let numberLen = (Math.log10(line + 1) | 0) + 1;
  for (let i = line - 1; i <= line + 1; i++) {
    let l = lines2[i - 1];
    if (!l)
      continue;
    codeblock += i.toString().padEnd(numberLen, " ");
    codeblock += ":  ";
    codeblock += l;
    codeblock += "\n";
    if (i === line) {
      codeblock += " ".repeat(numberLen + column + 2);
      codeblock += "^\n";
    }
  }
  return codeblock;
}
var TomlError = class _TomlError extends Error {
  line;
  column;
  codeblock;
  constructor(message, options) {
    const [line, column] = getLineColFromPtr(options.toml, options.ptr);
    const codeblock = makeCodeBlock(options.toml, line, column);
    super(`Invalid TOML document: ${message}

${codeblock}`, options);
    this.line = line;
    this.column = column;
    this.codeblock = codeblock;
  }
  /** @internal */
  static x(message, ctx, ptr) {
    throw new _TomlError(message, { toml: ctx.s, ptr: ptr ?? ctx.p });
  }
};

// node_modules/smol-toml/dist/primitive.js
function parseString(ctx) {
  let startPtr = ctx.p;
  let c = ctx.s.charCodeAt(ctx.p++);
  let first2 = c;
  let isLiteral = c === 39;
  let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
  if (isMultiline) {
    if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 10)
      ctx.p++;
    else if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)
      ctx.p += 2;
  }
  let parsed = "";
  let sliceStart = ctx.p;
  let state = 0;
  for (; ctx.p < ctx.s.length; ctx.p++) {
    c = ctx.s.charCodeAt(ctx.p);
    if (isMultiline && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)) {
      state = state && 3;
    } else if (c < 32 && c !== 9 || c === 127) {
      TomlError.x("control characters are not allowed in strings", ctx);
    } else if ((!state || state === 3) && c === first2 && (!isMultiline || ctx.s.charCodeAt(ctx.p + 1) === first2 && ctx.s.charCodeAt(ctx.p + 2) === first2)) {
      if (isMultiline) {
        if (ctx.s.charCodeAt(ctx.p + 3) === first2)
          ctx.p++;
        if (ctx.s.charCodeAt(ctx.p + 3) === first2)
          ctx.p++;
      }
      if (!state) {
        let s = ctx.s.slice(sliceStart, ctx.p);
        parsed = parsed ? parsed + s : s;
      }
      ctx.p += isMultiline ? 3 : 1;
      return parsed;
    } else if (!state) {
      if (!isLiteral && c === 92) {
        parsed += ctx.s.slice(sliceStart, sliceStart = ctx.p);
        state = 1;
      }
    } else if (state === 1) {
      if (c === 120 || c === 117 || c === 85) {
        let errPtr = ctx.p++ - 1;
        let value = 0;
        let len = c === 120 ? 2 : c === 117 ? 4 : 8;
        for (let j = 0; j < len; j++, ctx.p++) {
          let hex = ctx.s.charCodeAt(ctx.p);
          let digit = (
            /* 0-9 */
            hex >= 48 && hex <= 57 ? hex - 48 : (
              /* A-F */
              hex >= 65 && hex <= 70 ? hex - 65 + 10 : (
                /* a-f */
                hex >= 97 && hex <= 102 ? hex - 97 + 10 : -1
              )
            )
          );
          if (digit < 0)
            TomlError.x("invalid non-hex character in unicode escape", ctx);
          value = value << 4 | digit;
        }
        if (value < 0 || value > 1114111 || value >= 55296 && value <= 57343) {
          TomlError.x("invalid unicode escape", ctx, errPtr);
        }
        parsed += String.fromCodePoint(value);
        sliceStart = ctx.p--;
        state = 0;
      } else if (isMultiline && (c === 32 || c === 9)) {
        state = 2;
      } else {
        if (c === 98)
          parsed += "\b";
        else if (c === 116)
          parsed += "	";
        else if (c === 110)
          parsed += "\n";
        else if (c === 102)
          parsed += "\f";
        else if (c === 114)
          parsed += "\r";
        else if (c === 101)
          parsed += "\x1B";
        else if (c === 34)
          parsed += '"';
        else if (c === 92)
          parsed += "\\";
        else
          TomlError.x("unrecognised escape sequence", ctx);
        sliceStart = ctx.p + 1;
        state = 0;
      }
    } else if (c !== 32 && c !== 9) {
      if (state === 2)
        TomlError.x("invalid escape: only line-ending whitespace may be escaped", ctx, sliceStart);
      state = !isLiteral && c === 92 ? 1 : 0;
      sliceStart = ctx.p;
    }
  }
  TomlError.x("unfinished string", ctx, startPtr);
}

// node_modules/smol-toml/dist/date.js
var DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
var TomlDate = class _TomlDate extends Date {
  #hasDate = false;
  #hasTime = false;
  #offset = null;
  constructor(date, fasttype, unsafeDelim) {
    let hasDate = true;
    let hasTime = true;
    let offset = "Z";
    let c;
    if (typeof date === "string") {
      if (fasttype)
        prep: {
          if (fasttype < 3) {
            if (+date.slice(11, 13) > 23) {
              date = "";
              break prep;
            }
            if (fasttype === 2) {
              offset = null;
              date += "Z";
            } else if ((c = date.charCodeAt(date.length - 1)) !== 90 && c !== 122) {
              offset = date.slice(date.length - 6);
            }
            if (unsafeDelim)
              date = date.slice(0, 10) + "T" + date.slice(11);
          } else if (fasttype === 4) {
            date = +date.slice(0, 2) > 23 ? "" : `0000-01-01T${date}Z`;
          }
          hasDate = fasttype !== 4;
          hasTime = fasttype !== 3;
        }
      else {
        let match = date.match(DATE_TIME_RE);
        if (match) {
          if (!match[1]) {
            hasDate = false;
            date = `0000-01-01T${date}`;
          }
          hasTime = !!match[2];
          hasTime && date[10] === " " && (date = date.replace(" ", "T"));
          if (match[2] && +match[2] > 23) {
            date = "";
          } else {
            offset = match[3] || null;
            if (!offset && hasTime)
              date += "Z";
          }
        } else {
          date = "";
        }
      }
    }
    super(date);
    if (!isNaN(this.getTime())) {
      this.#hasDate = hasDate;
      this.#hasTime = hasTime;
      this.#offset = offset;
    }
  }
  isDateTime() {
    return this.#hasDate && this.#hasTime;
  }
  isLocal() {
    return !this.#hasDate || !this.#hasTime || !this.#offset;
  }
  isDate() {
    return this.#hasDate && !this.#hasTime;
  }
  isTime() {
    return this.#hasTime && !this.#hasDate;
  }
  isValid() {
    return this.#hasDate || this.#hasTime;
  }
  toISOString() {
    let iso = super.toISOString();
    if (this.isDate())
      return iso.slice(0, 10);
    if (this.isTime())
      return iso.slice(11, 23);
    if (this.#offset === null)
      return iso.slice(0, -1);
    if (this.#offset === "Z" || this.#offset === "z")
      return iso;
    let offset = +this.#offset.slice(1, 3) * 60 + +this.#offset.slice(4, 6);
    offset = this.#offset[0] === "-" ? offset : -offset;
    let offsetDate = new Date(this.getTime() - offset * 6e4);
    return offsetDate.toISOString().slice(0, -1) + this.#offset;
  }
  static wrapAsOffsetDateTime(jsDate, offset = "Z") {
    let date = new _TomlDate(jsDate);
    date.#offset = offset;
    return date;
  }
  static wrapAsLocalDateTime(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#offset = null;
    return date;
  }
  static wrapAsLocalDate(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#hasTime = false;
    date.#offset = null;
    return date;
  }
  static wrapAsLocalTime(jsDate) {
    let date = new _TomlDate(jsDate);
    date.#hasDate = false;
    date.#offset = null;
    return date;
  }
};

// node_modules/smol-toml/dist/extract.js
function isDigit2(char, base = 10) {
  return base === 16 ? char > 47 && char < 58 || char > 64 && char < 71 || char > 96 && char < 103 : char > 47 && char < 48 + base;
}
function isEndOfValue(char, delim) {
  return char === 32 || char === 9 || char === 10 || char === 13 || // Structure end or next value delimiter
  delim && (char === delim || char === 44) || // Comment
  char === 35;
}
function extractValue(ctx, end) {
  let errPtr = ctx.p;
  let c = ctx.s.charCodeAt(ctx.p);
  if (c === 91 || c === 123) {
    ctx.d-- || TomlError.x("document contains excessively nested structures. aborting.", ctx);
    let value = c === 91 ? parseArray(ctx) : parseInlineTable(ctx);
    ctx.d++;
    return value;
  }
  if (c === 34 || c === 39) {
    return parseString(ctx);
  }
  if (c === 116) {
    if (ctx.s.charCodeAt(++ctx.p) !== 114 || ctx.s.charCodeAt(++ctx.p) !== 117 || ctx.s.charCodeAt(++ctx.p) !== 101)
      TomlError.x("invalid value", ctx, errPtr);
    return ctx.p++, true;
  }
  if (c === 102) {
    if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 108 || ctx.s.charCodeAt(++ctx.p) !== 115 || ctx.s.charCodeAt(++ctx.p) !== 101)
      TomlError.x("invalid value", ctx, errPtr);
    return ctx.p++, false;
  }
  if (c === 43 || c === 45) {
    return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 44 - c, end);
  }
  if (ctx.s.charCodeAt(ctx.p + 4) === 45 && ctx.s.charCodeAt(ctx.p + 7) === 45) {
    return parseDate(ctx, c, end);
  }
  if (ctx.s.charCodeAt(ctx.p + 2) === 58) {
    return parseTime(ctx, c, end);
  }
  return parseNumber(ctx, ctx.p, c, 0, end);
}
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
  let c = startChr;
  let state = 0;
  let hasUnderscores = false;
  if (c === 105) {
    if (ctx.s.charCodeAt(++ctx.p) !== 110 || ctx.s.charCodeAt(++ctx.p) !== 102)
      TomlError.x("invalid value", ctx, startPtr);
    return ctx.p++, (sign || 1) / 0;
  }
  if (c === 110) {
    if (ctx.s.charCodeAt(++ctx.p) !== 97 || ctx.s.charCodeAt(++ctx.p) !== 110)
      TomlError.x("invalid value", ctx, startPtr);
    return ctx.p++, NaN;
  }
  if (c === 48) {
    if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr))
      return ctx.bi === true ? 0n : 0;
    if (!sign) {
      if (c === 120)
        return parseIntegerBaseN(ctx, startPtr, 16, endChr);
      else if (c === 98)
        return parseIntegerBaseN(ctx, startPtr, 2, endChr);
      else if (c === 111)
        return parseIntegerBaseN(ctx, startPtr, 8, endChr);
    }
    if (c === 46)
      state = 2;
    else if (c === 101 || c === 69)
      state = 4;
    else
      TomlError.x("illegal leading zero", ctx, startPtr);
  } else if (!isDigit2(c))
    TomlError.x("invalid value", ctx, startPtr);
  while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
    if (!state)
      state = 1;
    if (c === 95) {
      if (!(state & 1))
        TomlError.x("illegal underscore", ctx);
      state += 11;
      hasUnderscores = true;
    } else if (state === 1 && c === 46)
      state = 2;
    else if ((state === 1 || state === 3) && (c === 101 || c === 69))
      state = 4;
    else if (state === 4 && (c === 43 || c === 45)) {
      state = 6;
    } else if (!isDigit2(c))
      TomlError.x(`illegal character in numeric literal`, ctx);
    else if (state > 9)
      state -= 11;
    else if (!(state & 1))
      state++;
  }
  if (!state) {
    let val = (startChr - 48) * (sign || 1);
    return ctx.bi === true ? BigInt(val) : val;
  }
  if (!(state & 1))
    TomlError.x("unfinished numeric value", ctx, startPtr);
  let str = ctx.s.slice(startPtr, ctx.p);
  if (hasUnderscores)
    str = str.replaceAll("_", "");
  return state > 1 ? parseFloat(str) : parseInteger2(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
  let c, underscore = 1;
  while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
    if (c === 95) {
      if (underscore & 1)
        TomlError.x("illegal underscore", ctx);
      underscore = 3;
    } else if (!isDigit2(c, base))
      TomlError.x(`illegal character in numeric literal`, ctx);
    else if (underscore & 1)
      underscore--;
  }
  if (underscore & 1)
    TomlError.x("unfinished numeric value", ctx);
  let str = ctx.s.slice(startPtr + 2, ctx.p);
  if (underscore)
    str = str.replaceAll("_", "");
  return parseInteger2(ctx, str, base, startPtr);
}
function parseInteger2(ctx, str, base, startPtr) {
  if (ctx.bi !== true)
    int: {
      let val = parseInt(str, base);
      if (!Number.isSafeInteger(val)) {
        if (ctx.bi)
          break int;
        TomlError.x("integer value cannot be represented losslessly", ctx, startPtr);
      }
      return val;
    }
  return base === 10 ? BigInt(str) : BigInt((base === 2 ? "0b" : base === 8 ? "0o" : "0x") + str);
}
function parseDate(ctx, c, endChr) {
  let startPtr = ctx.p++, unsafeSeparator;
  if (!isDigit2(c) || !isDigit2(ctx.s.charCodeAt(ctx.p++)) || !isDigit2(ctx.s.charCodeAt(ctx.p++)) || !isDigit2(ctx.s.charCodeAt(ctx.p++))) {
    return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
  }
  ctx.p += 5;
  if (!isDigit2(ctx.s.charCodeAt(ctx.p++)))
    TomlError.x("invalid date-time: date part is malformed", ctx, startPtr);
  if (ctx.p >= ctx.s.length || ((c = ctx.s.charCodeAt(ctx.p)) !== 32 || (unsafeSeparator = true, !isDigit2(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 84 && c !== 116) {
    let t2 = ctx.s.slice(startPtr, ctx.p);
    return readDate(ctx, t2, 3, false, startPtr);
  }
  if (ctx.s.charCodeAt(ctx.p += 3) !== 58)
    TomlError.x("invalid date-time: time part is malformed", ctx, startPtr);
  if (ctx.s.charCodeAt(ctx.p += 3) === 58)
    ctx.p += 3;
  if (ctx.s.charCodeAt(ctx.p) === 46)
    while (isDigit2(ctx.s.charCodeAt(++ctx.p)))
      ;
  if (c = ctx.s.charCodeAt(ctx.p)) {
    if (c === 90 || c === 122) {
      let t2 = ctx.s.slice(startPtr, ++ctx.p);
      return readDate(ctx, t2, 1, unsafeSeparator, startPtr, "[+00:00]");
    }
    if (c === 43 || c === 45) {
      let t2 = ctx.s.slice(startPtr, ctx.p += 6);
      return readDate(ctx, t2, 1, unsafeSeparator, startPtr, !ctx.ld && "[" + ctx.s.slice(ctx.p - 6, ctx.p) + "]");
    }
  }
  let t = ctx.s.slice(startPtr, ctx.p);
  return readDate(ctx, t, 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
  let start = ctx.p;
  if (!isDigit2(c) || !isDigit2(ctx.s.charCodeAt(++ctx.p))) {
    return parseNumber(ctx, --ctx.p, c, 0, endChr);
  }
  if (ctx.s.charCodeAt(ctx.p += 4) === 58)
    ctx.p += 3;
  if (ctx.s.charCodeAt(ctx.p) === 46)
    while (isDigit2(ctx.s.charCodeAt(++ctx.p)))
      ;
  let t = ctx.s.slice(start, ctx.p);
  return readDate(ctx, t, 4, false, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
  if (ctx.ld) {
    let date = new TomlDate(str, type, unsafeDelim);
    if (!date.isValid())
      TomlError.x("invalid date", ctx, errPtr);
    return date;
  }
  try {
    if (temporalSuffix)
      str += temporalSuffix;
    switch (type) {
      case 1:
        return Temporal.ZonedDateTime.from(str);
      case 2:
        return Temporal.PlainDateTime.from(str);
      case 3:
        return Temporal.PlainDate.from(str);
      case 4:
        return Temporal.PlainTime.from(str);
    }
  } catch (e) {
    TomlError.x(e instanceof Error ? e.message : "" + e, ctx, errPtr);
  }
}

// node_modules/smol-toml/dist/util.js
function skipComment(ctx) {
  for (; ctx.p < ctx.s.length; ctx.p++) {
    let c = ctx.s.charCodeAt(ctx.p);
    if (c === 10)
      break;
    if (c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10) {
      ctx.p++;
      break;
    }
    if (c < 32 && c !== 9 || c === 127) {
      TomlError.x("control characters are not allowed in comments", ctx);
    }
  }
}
function skipVoid(ctx, banNewLines, banComments) {
  let c;
  while (ctx.p < ctx.s.length) {
    while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 32 || c === 9 || !banNewLines && (c === 10 || c === 13 && ctx.s.charCodeAt(ctx.p + 1) === 10)))
      ctx.p++;
    if (banComments || c !== 35)
      break;
    skipComment(ctx);
  }
}

// node_modules/smol-toml/dist/struct.js
function parseKey(ctx, end = 61) {
  let startPtr;
  let state = 0;
  let parsed = [];
  let sliceStart;
  let c = ctx.s.charCodeAt(startPtr = ctx.p);
  do {
    if (c === end) {
      if (!state)
        TomlError.x("unexpected end of key", ctx);
      if (state === 1)
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
      return ctx.p++, parsed;
    } else if (c === 46) {
      if (!state)
        TomlError.x("illegal empty bare key", ctx);
      if (state === 1)
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
      state = 0;
    } else if (!state && (c === 34 || c === 39)) {
      if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2))
        TomlError.x("illegal quoted key: multiline strings are not allowed", ctx);
      parsed.push(parseString(ctx));
      state = 2;
      ctx.p--;
    } else if (c === 32 || c === 9) {
      if (state === 1) {
        parsed.push(ctx.s.slice(sliceStart, ctx.p));
        state = 2;
      }
    } else if (state === 2 || c < 48 && c !== 45 || c > 57 && c < 65 || c > 90 && c < 97 && c !== 95 || c > 122) {
      TomlError.x("illegal character in key", ctx);
    } else if (!state) {
      state = 1;
      sliceStart = ctx.p;
    }
  } while (c = ctx.s.charCodeAt(++ctx.p));
  TomlError.x("incomplete key-value: cannot find end of key", ctx, startPtr);
}
function parseInlineTable(ctx) {
  let startPtr = ctx.p++;
  let res = /* @__PURE__ */ Object.create(null);
  let seen = /* @__PURE__ */ new Set();
  let c;
  while (ctx.p < ctx.s.length) {
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p)) === 125) {
      ctx.p++;
      return res;
    }
    let k;
    let t = res;
    let hasOwn = false;
    let errPtr = ctx.p;
    let key = parseKey(ctx);
    for (let i = 0; i < key.length; i++) {
      if (i)
        t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
      k = key[i];
      if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== "object" || seen.has(t[k]))) {
        TomlError.x("trying to redefine an already defined value", ctx, errPtr);
      }
      let unsafe = k === "__proto__";
      if (ctx.uk && (unsafe || k === "constructor")) {
        t = ctx.uk !== 1 && TomlError.x("document contains an unsafe property", ctx, errPtr);
        break;
      }
      if (!hasOwn && unsafe) {
        Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
      }
    }
    if (hasOwn) {
      TomlError.x("trying to redefine an already defined value", ctx, errPtr);
    }
    skipVoid(ctx, true, true);
    let value = extractValue(
      ctx,
      125
      /* } */
    );
    if (t && typeof (t[k] = value) === "object")
      seen.add(value);
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p++)) === 125) {
      return res;
    }
    if (c !== 44)
      TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
  }
  TomlError.x("unfinished table", ctx, startPtr);
}
function parseArray(ctx) {
  let startPtr = ctx.p++;
  let res = [];
  let c;
  while (ctx.p < ctx.s.length) {
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p)) === 93) {
      ctx.p++;
      return res;
    }
    res.push(extractValue(
      ctx,
      93
      /* ] */
    ));
    skipVoid(ctx);
    if ((c = ctx.s.charCodeAt(ctx.p++)) === 93) {
      return res;
    }
    if (c !== 44)
      TomlError.x("expected comma or end of structure", ctx, ctx.p - 1);
  }
  TomlError.x("unfinished array", ctx, startPtr);
}

// node_modules/smol-toml/dist/parse.js
function peekTable(ctx, key, table, meta, type) {
  let t = table;
  let m = meta;
  let k;
  let hasOwn = false;
  let state;
  for (let i = 0; i < key.length; i++) {
    if (i) {
      t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
      m = (state = m[k]).c;
      if (type === 0 && (state.t === 1 || state.t === 2)) {
        return null;
      }
      if (state.t === 2) {
        let l = t.length - 1;
        t = t[l];
        m = m[l].c;
      }
    }
    k = key[i];
    if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 && m[k]?.d) {
      return null;
    }
    if (!hasOwn) {
      let unsafe = k === "__proto__";
      if (ctx.uk && (unsafe || k === "constructor"))
        return false;
      if (unsafe) {
        Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
        Object.defineProperty(m, k, { enumerable: true, configurable: true, writable: true });
      }
      m[k] = {
        t: i < key.length - 1 && type === 2 ? 3 : type,
        d: false,
        i: 0,
        c: /* @__PURE__ */ Object.create(null)
      };
    }
  }
  state = m[k];
  if (state.t !== type && !(type === 1 && state.t === 3)) {
    return null;
  }
  if (type === 2) {
    if (!state.d) {
      state.d = true;
      t[k] = [];
    }
    t[k].push(t = /* @__PURE__ */ Object.create(null));
    state.c[state.i++] = state = { t: 1, d: false, i: 0, c: /* @__PURE__ */ Object.create(null) };
  }
  if (state.d) {
    return null;
  }
  state.d = true;
  if (type === 1) {
    t = hasOwn ? t[k] : t[k] = /* @__PURE__ */ Object.create(null);
  } else if (type === 0 && hasOwn) {
    return null;
  }
  return [k, t, state.c];
}
function validateTablePeek(ctx, peek, ptr) {
  if (peek === null || ctx.uk === 2)
    TomlError.x(peek === null ? "trying to redefine an already defined table or value" : "document contains an unsafe property", ctx, ptr);
}
function parse2(toml, options = {}) {
  let ctx = {
    s: toml,
    p: 0,
    d: options.maxDepth ?? 1e3,
    bi: options.integersAsBigInt ?? false,
    ld: options.useLegacyDate ?? true,
    uk: options.unsafeKeyBehaviour === "throw" ? 2 : options.unsafeKeyBehaviour === "drop" ? 1 : 0
  };
  let res = /* @__PURE__ */ Object.create(null);
  let meta = /* @__PURE__ */ Object.create(null);
  let tmp;
  let skipping = false;
  let tbl = res;
  let m = meta;
  if (toml.charCodeAt(0) === 65279)
    ctx.p++;
  skipVoid(ctx);
  while (ctx.p < toml.length) {
    if (toml.charCodeAt(ctx.p) === 91) {
      let isTableArray = toml.charCodeAt(++ctx.p) === 91;
      tmp = ctx.p += +isTableArray;
      skipping = false;
      let k = parseKey(
        ctx,
        93
        /* ] */
      );
      if (isTableArray) {
        if (toml.charCodeAt(ctx.p) !== 93) {
          TomlError.x("expected end of table array declaration", ctx);
        }
        ctx.p++;
      }
      let p = peekTable(
        ctx,
        k,
        res,
        meta,
        isTableArray ? 2 : 1
        /* Type.EXPLICIT */
      );
      if (!p) {
        validateTablePeek(ctx, p, tmp);
        skipping = true;
      } else {
        m = p[2];
        tbl = p[1];
      }
    } else {
      tmp = ctx.p;
      let k = parseKey(ctx);
      let p = peekTable(
        ctx,
        k,
        tbl,
        m,
        0
        /* Type.DOTTED */
      );
      if (!p && !skipping)
        validateTablePeek(ctx, p, tmp);
      skipVoid(ctx, true, true);
      let v = extractValue(ctx, void 0);
      if (p && !skipping)
        p[1][p[0]] = v;
    }
    skipVoid(ctx, true);
    if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 10 && (tmp !== 13 || toml.charCodeAt(ctx.p + 1) !== 10)) {
      TomlError.x("each key-value declaration must be followed by an end-of-line", ctx);
    }
    skipVoid(ctx);
  }
  return res;
}

// node_modules/smol-toml/dist/stringify.js
var HAS_WELLFORMED = !!"".isWellFormed;

// src/config/templates/template-settings.ts
var path2 = ".minijinja.toml";
var flag = boolean("must be true or false");
var text4 = string("must be a text");
var texts3 = record(string(), text4, "must be a table");
var settingsFile = object({
  autoescape: optional(_enum(["auto", "html", "json", "none"], "must be auto, html, json or none")),
  newline: _default(flag, true),
  include: _default(flag, true),
  strict: _default(flag, false),
  env: optional(flag),
  "trim-blocks": _default(flag, false),
  "lstrip-blocks": _default(flag, false),
  "py-compat": _default(flag, false),
  defines: _default(texts3, {}),
  format: optional(text4),
  "expr-out": optional(text4),
  fuel: optional(int("must be a whole number").check(_nonnegative("must not be negative"))),
  "safe-paths": optional(array(text4, "must be a list")),
  syntax: _default(texts3, {})
});
var known2 = new Set(Object.keys(settingsFile.shape));
var defaultSyntax = {
  "block-start": "{%",
  "block-end": "%}",
  "variable-start": "{{",
  "variable-end": "}}",
  "comment-start": "{#",
  "comment-end": "#}",
  "line-statement-prefix": "",
  "line-comment-prefix": ""
};
async function readTemplateSettings(files, options = {}) {
  const source = await files.read(path2, options);
  const table = source === void 0 ? {} : parseTable(source);
  const checked = safeParse(settingsFile, table);
  if (!checked.success) throw invalid3(firstProblem(checked.error));
  const file = checked.data;
  refuseCustomSyntax(file.syntax);
  return {
    autoescape: file.autoescape ?? "auto",
    newline: file.newline,
    include: file.include,
    strict: file.strict,
    pyCompat: file["py-compat"],
    trimBlocks: file["trim-blocks"],
    lstripBlocks: file["lstrip-blocks"],
    definitions: file.defines,
    notes: [...notesOnKeys(table), ...notesOnValues(file, source !== void 0)]
  };
}
function parseTable(text5) {
  try {
    return parse2(text5);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw invalid3(error.message.split("\n")[0] ?? "not TOML", error.line, error.column);
  }
}
function firstProblem({ issues: [issue] }) {
  return issue === void 0 ? "it is not valid" : `${issue.path.join(".")} ${issue.message}`;
}
function invalid3(problem, line, column) {
  return new UserError(`Cannot read ${path2}: ${problem}`, {
    code: "settings_invalid",
    location: { file: path2, ...line === void 0 ? {} : { line }, ...column === void 0 ? {} : { column } }
  });
}
function refuseCustomSyntax(syntax) {
  for (const [name2, value] of Object.entries(syntax)) {
    if (defaultSyntax[name2] === value) continue;
    throw new UserError(`Cannot use ${path2}: other delimiters (syntax.${name2}) are not supported`, {
      code: "template_unsupported",
      location: { file: path2 }
    });
  }
}
function notesOnKeys(table) {
  const unknown2 = Object.keys(table).filter((key) => !known2.has(key));
  return unknown2.map((key) => ({
    code: "template_setting_unknown",
    severity: "warning",
    message: `${path2}: the key "${key}" is unknown; minijinja-cli ignores it too`,
    location: { file: path2 }
  }));
}
function notesOnValues(file, exists2) {
  const notes = [];
  const add2 = (code, message, hint) => notes.push({
    code,
    severity: "info",
    message: `${path2}: ${message}`,
    hint,
    ...exists2 ? { location: { file: path2 } } : {}
  });
  if (file.autoescape === void 0) {
    add2(
      "template_autoescape_unset",
      "autoescape is not set, so values in *.yaml.j2 and *.json.j2 are written as JSON: strings come out quoted",
      'Set autoescape = "none" for the plain values'
    );
  }
  if (file.env === false) {
    add2(
      "template_env_ignored",
      "env = false is ignored",
      "ENV holds the variables declared in the settings, nothing else"
    );
  }
  if (file["safe-paths"] !== void 0) {
    add2("template_safe_paths_ignored", "safe-paths is ignored", "Includes are confined to the template folders anyway");
  }
  if (file.fuel !== void 0 && file.fuel > 0) {
    add2("template_fuel_ignored", "fuel is ignored", "Templates have limits of their own here");
  }
  return notes;
}

// src/config/open-render-context.ts
async function openRenderContext(files, ports) {
  const templates = await readTemplateSettings(files, { signal: ports.signal });
  return { ...ports, files, templates, parsedBases: /* @__PURE__ */ new Map() };
}

// src/plan/open-revision.ts
async function openRevision(cluster2, files, { factory, clock }, signal) {
  const context = await openRenderContext(files, { signal, ...factory && { factory }, ...clock && { clock } });
  return { cluster: cluster2, context, nodes: await identifyNodes(cluster2, context) };
}
async function openBase(cluster2, files, ports, signal) {
  return openRevision(await clusterAt(cluster2, files, { signal }), files, ports, signal);
}
function chooseNodes(revision, { cluster: cluster2, selectors }, known3) {
  const chosen = new Set(selectNodes(cluster2.name, known3, selectors).map(({ name: name2 }) => name2));
  return { ...revision, nodes: revision.nodes.filter(({ name: name2 }) => chosen.has(name2)) };
}

// src/plan/compare-with-base.ts
async function compareWithBase(request, head2, base, ports, redactor) {
  const added3 = new Set(head2.nodes.map(({ name: name2 }) => name2));
  const known3 = [...head2.nodes, ...base.nodes.filter(({ name: name2 }) => !added3.has(name2))];
  const options = desireOptions(ports, selectNodes(request.cluster.name, known3, request.selectors).length);
  const [desired, before] = await Promise.all(
    [head2, base].map((revision) => chooseNodes(revision, request, known3)).map(({ cluster: cluster2, nodes: nodes2, context }) => desireNodes(cluster2, nodes2, context, options))
  );
  const byName = (revision = []) => new Map(revision.map((one) => [one.name, one]));
  const [now, old] = [byName(desired), byName(before)];
  return [.../* @__PURE__ */ new Set([...now.keys(), ...old.keys()])].map(
    (name2) => compareRevisionsOf(name2, now.get(name2), old.get(name2), redactor)
  );
}
function compareRevisionsOf(name2, head2, base, redactor) {
  if (head2?.kind === "failed") return invalid2(name2, head2.error);
  if (head2 === void 0 && base?.kind === "failed") return invalid2(name2, base.error);
  for (const one of [head2, base]) if (one?.kind === "built") redactor.learn(one.desired.config);
  return {
    diff: compareRevisions(head2?.desired, base?.kind === "failed" ? base.error : base?.desired),
    evidence: { name: name2, ...head2 && { desired: head2.desired } }
  };
}

// src/config/secrets/placeholder-stores.ts
function placeholderStores(stores) {
  const schemes = /* @__PURE__ */ new Set([...wellKnownSchemes, ...stores.map(({ scheme }) => scheme)]);
  return [...schemes].map((scheme) => ({
    scheme,
    read: async (references) => references.map(({ text: text5 }) => ({ kind: "found", value: text5 }))
  }));
}

// src/diff/check-identity.ts
function checkIdentity({ node: node3, config: config2 }, live) {
  const wanted = desiredHostname(config2);
  if (wanted === void 0 || live.hostname === "" || firstLabel(wanted) === firstLabel(live.hostname)) return [];
  return [
    {
      code: "hostname_differs",
      severity: "warning",
      message: `${node3.name} calls itself ${live.hostname.slice(0, 253)}, its configuration names it ${wanted}`,
      hint: "Unless it is to be renamed, look whether its address is right: this may be another node."
    }
  ];
}
function desiredHostname(config2) {
  const document = config2.documents.find(({ id }) => id.kind === "HostnameConfig")?.root;
  const found = nodeAt2(document, "hostname") ?? nodeAt2(rootDocument(config2)?.root, "machine.network.hostname");
  return found?.kind === "scalar" && typeof found.value === "string" && found.value !== "" ? found.value : void 0;
}
function firstLabel(hostname) {
  return (hostname.split(".")[0] ?? "").toLowerCase();
}

// src/config/schematic/extension-name.ts
var renamed = /* @__PURE__ */ new Map([
  ["siderolabs/amdgpu-firmware", "siderolabs/amdgpu"],
  ["siderolabs/gasket", "siderolabs/gasket-driver"],
  ["siderolabs/i915-ucode", "siderolabs/i915"],
  ["siderolabs/nonfree-kmod-nvidia", "siderolabs/nonfree-kmod-nvidia-lts"],
  ["siderolabs/nvidia-container-toolkit", "siderolabs/nvidia-container-toolkit-lts"],
  ["siderolabs/nvidia-fabricmanager", "siderolabs/nvidia-fabric-manager-lts"],
  ["siderolabs/nvidia-open-gpu-kernel-modules", "siderolabs/nvidia-open-gpu-kernel-modules-lts"],
  ["siderolabs/talos-vmtoolsd", "siderolabs/vmtoolsd-guest-agent"],
  ["siderolabs/usb-modem", "siderolabs/usb-modem-drivers"],
  ["siderolabs/v4l-uvc", "siderolabs/v4l-uvc-drivers"],
  ["siderolabs/xe-guest-utilities", "siderolabs/xen-guest-agent"]
]);
function extensionName(name2) {
  return renamed.get(name2) ?? name2;
}

// src/config/schematic/compare-schematics.ts
function compareSchematics(live, desired) {
  if (live === void 0) return ["what the booted schematic holds is not known"];
  const from = read(live);
  const to = read(desired);
  if (from === void 0) return ["the booted schematic has fields that are not known here"];
  if (to === void 0) return ["the desired schematic cannot be read"];
  return explain(from, to);
}
function read(text5) {
  try {
    return parseSchematic(text5, { file: "schematic" }).schematic;
  } catch (error) {
    if (error instanceof UserError) return void 0;
    throw error;
  }
}
function explain(from, to) {
  const extensions = compareExtensions(from.officialExtensions, to.officialExtensions);
  const kernelArguments = compareLists3(from.extraKernelArgs, to.extraKernelArgs, describeArgument);
  const others = [
    ...changeOf("owner", from.owner, to.owner),
    ...compareOverlays(from.overlay, to.overlay),
    ...changeOf("bootloader", from.bootloader, to.bootloader, "none"),
    ...changeOf("secure boot key enrollment", from.enrollKeys, to.enrollKeys),
    ...compareFlags(from.includeWellKnownCertificates, to.includeWellKnownCertificates),
    ...changeOf("sector size", String(from.sectorSize), String(to.sectorSize), "0"),
    ...compareMeta(from, to),
    ...hiddenChange(
      "embedded machine configuration",
      from.embeddedMachineConfiguration,
      to.embeddedMachineConfiguration
    )
  ];
  const sentences = [...extensions.sentences, ...kernelArguments.sentences, ...others];
  const moved = [...extensions.moved ? ["extensions"] : [], ...kernelArguments.moved ? ["kernel arguments"] : []];
  if (moved.length === 0) return sentences;
  if (sentences.length === 0) return [`same content in another order (${moved.join(" and ")})`];
  return [...sentences, `${moved.join(" and ")} in another order`];
}
function compareExtensions(from, to) {
  const [before, after] = [new Set(from), new Set(to)];
  const isRenamed = (name2) => {
    const current = extensionName(name2);
    return current !== name2 && !after.has(name2) && after.has(current) && !before.has(current);
  };
  const updated = from.map((name2) => isRenamed(name2) ? extensionName(name2) : name2);
  const { sentences, moved } = compareLists3(updated, to, (name2) => name2);
  return {
    sentences: [...from.filter(isRenamed).map((name2) => `${name2} is now called ${extensionName(name2)}`), ...sentences],
    moved
  };
}
function compareLists3(from, to, describe4) {
  const added3 = without(to, from);
  const removed2 = without(from, to);
  const kept = without(from, removed2);
  const moved = without(to, added3).some((item, index) => item !== kept[index]);
  const [before, after] = [new Set(from), new Set(to)];
  return {
    sentences: [
      ...added3.map((item) => `${describe4(item)} added${before.has(item) ? " once more" : ""}`),
      ...removed2.map((item) => `${describe4(item)} removed${after.has(item) ? " once" : ""}`)
    ],
    moved
  };
}
function without(list4, other) {
  const left = /* @__PURE__ */ new Map();
  for (const item of other) left.set(item, (left.get(item) ?? 0) + 1);
  return list4.filter((item) => {
    const count2 = left.get(item) ?? 0;
    left.set(item, count2 - 1);
    return count2 <= 0;
  });
}
function describeArgument(argument) {
  const [name2 = argument] = argument.split("=", 1);
  const value = argument.slice(name2.length + 1);
  const isHarmless = value.length <= 32 && !value.includes("://") && !name2.startsWith("talos.config");
  return `kernel argument ${isHarmless ? argument : `${name2}=\u2026`}`;
}
function compareOverlays(from, to) {
  const describe4 = (overlay) => [overlay.name, overlay.image].filter((part2) => part2 !== "").join(" of ");
  const options = new Set([from, to].flatMap((overlay) => [...overlay.options?.entries.keys() ?? []]));
  const changed2 = [...options].filter(
    (key) => print(from.options?.entries.get(key)) !== print(to.options?.entries.get(key))
  );
  return [
    ...changeOf("overlay", describe4(from), describe4(to)),
    ...changed2.map((key) => `overlay option ${key} changed`)
  ];
}
function print(node3) {
  if (node3 === void 0) return "";
  if (node3.kind === "scalar") return JSON.stringify([typeof node3.value, node3.text]);
  if (node3.kind === "list") return `[${node3.items.map(print).join()}]`;
  return `{${[...node3.entries.keys()].sort().map((key) => `${JSON.stringify(key)}:${print(node3.entries.get(key))}`)}}`;
}
function compareMeta(from, to) {
  const meta = (schematic) => schematic.meta.map(({ key, value }) => `${key}=${value}`);
  const { sentences, moved } = compareLists3(meta(from), meta(to), (item) => `meta value ${item.split("=", 1)[0]}`);
  return [...sentences, ...moved ? ["meta values in another order"] : []];
}
function compareFlags(from, to) {
  return from === to ? [] : [`well-known secure boot certificates ${to ? "added" : "removed"}`];
}
function changeOf(name2, from, to, none = "") {
  if (from === to) return [];
  if (from === none) return [`${name2} ${to} added`];
  return to === none ? [`${name2} ${from} removed`] : [`${name2} changed from ${from} to ${to}`];
}
function hiddenChange(name2, from, to) {
  if (from === to) return [];
  return [`${name2} ${from === "" ? "added" : to === "" ? "removed" : "changed"}`];
}

// src/config/validation/version-path.ts
var installerWindow = {
  9: { lowest: 8, below: 11 }
};
function checkVersionPath(from, to) {
  const [running, target] = [parseTalosVersion(from), parseTalosVersion(to)];
  if (running === void 0 || target === void 0) {
    const which = running === void 0 ? "The running Talos version" : "The Talos version to go to";
    return [note("error", "version_unknown", `${which} is no version`, "Write it as v1.13.8.")];
  }
  if (!isAccepted(running, target)) {
    const message2 = `The installer of ${formatTalosVersion(target)} refuses a node that runs ${formatTalosVersion(running)}`;
    return [note("error", "version_path_refused", message2, stepHint(running, target))];
  }
  const distance = minorDistance(running, target) ?? 0;
  if (distance > 1) {
    const message2 = `From ${formatTalosVersion(running)} to ${formatTalosVersion(target)} skips ${distance - 1} minor version`;
    return [note("error", "version_skips_minor", message2, stepHint(running, target))];
  }
  if (compareTalosVersions(target, running) >= 0) return [];
  const message = `${formatTalosVersion(target)} is older than the running ${formatTalosVersion(running)}`;
  const hint = "The stored configuration may hold what the older version does not know: compare both versions' documentation.";
  return [note("warning", "version_downgrade", message, hint)];
}
function isAccepted(running, target) {
  if (running.major !== target.major) return false;
  const window = installerWindow[target.minor] ?? { lowest: target.minor - 2, below: target.minor + 2 };
  return running.minor >= window.lowest && running.minor < window.below;
}
function stepHint(running, target) {
  const step3 = target.minor > running.minor ? running.minor + 1 : running.minor - 1;
  return `Go to the latest ${running.major}.${step3} first.`;
}
function note(severity, code, message, hint) {
  return { code, severity, message, hint };
}

// src/diff/compare-images.ts
function compareImages(desired, live) {
  const image = readInstallImage(desired.config);
  const desiredVersion = image?.tag;
  const desiredSchematic = image?.schematic ?? desired.schematic?.id;
  const version = desiredVersion !== void 0 && desiredVersion !== live.version;
  const schematic = desiredSchematic !== void 0 && desiredSchematic !== live.schematicId;
  const comparison = {
    liveVersion: live.version,
    ...desiredVersion !== void 0 && { desiredVersion },
    ...live.schematicId !== void 0 && { liveSchematic: live.schematicId },
    ...desiredSchematic !== void 0 && { desiredSchematic },
    ...image !== void 0 && { desiredImage: image.reference },
    upgrade: version ? schematic ? "version-and-schematic" : "version" : schematic ? "schematic" : "none",
    reasons: schematic ? explainSchematics(desired, desiredSchematic, live) : []
  };
  return { image: comparison, notes: imageNotes(desired, live, comparison) };
}
function explainSchematics(desired, desiredId, live) {
  if (live.schematicId === void 0) return ["the booted image came from no image factory"];
  if (desired.schematic?.id !== desiredId) return [];
  return compareSchematics(live.schematic, desired.schematic.text);
}
function imageNotes(desired, live, image) {
  const { node: node3 } = desired;
  const notes = [];
  if (live.secureBoot && image.desiredImage !== void 0 && !image.desiredImage.includes("-secureboot")) {
    notes.push({
      code: "secureboot_installer_lost",
      severity: "error",
      message: `${node3.name} booted with secure boot, but its install image is not a secure-boot installer`,
      hint: "Use the installer whose name ends in -secureboot."
    });
  }
  if (image.desiredVersion !== void 0) notes.push(...checkVersionPath(live.version, image.desiredVersion));
  return notes;
}

// src/diff/compare-node.ts
function compareNode(desired, live, liveConfig) {
  const documents = compareConfigs(desired.config, liveConfig.config);
  const { image, notes } = compareImages(desired, live);
  const common = {
    node: desired.node,
    ...image && { image },
    notes: [...desired.notes, ...checkIdentity(desired, live), ...notes, ...stagedNote(desired, liveConfig)]
  };
  if (documents.length === 0) return { kind: "unchanged", ...common };
  return { kind: "changed", documents, reboot: forecastReboot(documents, live.version), ...common };
}
function stagedNote({ node: node3 }, { config: config2, persistent }) {
  if (persistent === void 0 || compareConfigs(persistent, config2).length === 0) return [];
  return [
    {
      code: "config_staged",
      severity: "warning",
      message: `${node3.name} has a configuration on disk that differs from the active one (staged, or a try not yet confirmed)`,
      hint: "It becomes active at the next boot. The difference shown is against the active one."
    }
  ];
}

// src/diff/parse-live-config.ts
function parseLiveConfig(node3, live) {
  const parse4 = (bytes, which) => parseMachineConfig(new TextDecoder().decode(bytes), { file: `${which} config of ${node3.name}` });
  const config2 = parse4(live.config, "active");
  return live.persistentConfig === void 0 ? { config: config2 } : { config: config2, persistent: parse4(live.persistentConfig, "persistent") };
}

// src/plan/compare-with-live.ts
async function compareWithLive(request, { cluster: cluster2, nodes: nodes2, context }, ports, redactor) {
  const { openAccess: openAccess2 } = ports;
  if (openAccess2 === void 0) throw new Error("a live plan needs access to nodes");
  const first2 = Promise.withResolvers();
  const building = desireNodes(cluster2, nodes2, context, desireOptions(ports, nodes2.length, first2.resolve));
  const isNeeded = await Promise.race([first2.promise.then(() => true), building.then((built) => built.some(isBuilt))]);
  if (!isNeeded) return (await building).map((one) => compareLiveNode(one, void 0, redactor));
  const access = openAccess2();
  try {
    const [built, readings] = await Promise.all([
      building,
      access.then(({ liveNodes }) => readLiveNodes(nodes2, liveNodes, ports, context.signal)),
      access.then(({ stores }) => learnEarlier(request, stores, ports, redactor, context.signal))
    ]);
    const desired = await resolveDesired(built, (await access).stores, context.signal);
    learnAll(desired, redactor);
    return desired.map((one, index) => compareLiveNode(one, readings[index], redactor));
  } finally {
    access.then(({ close: close2 }) => close2()).catch(() => void 0);
  }
}
var isBuilt = ({ kind }) => kind === "built";
async function learnEarlier({ earlier, ...request }, stores, ports, redactor, signal) {
  if (earlier === void 0) return;
  try {
    const { cluster: cluster2, nodes: nodes2, context } = await openBase(request.cluster, earlier, ports, signal);
    const built = await desireNodes(cluster2, nodes2, context, { concurrency: concurrencyOf(ports) });
    learnAll(await resolveDesired(built, placeholderStores(stores), signal), redactor);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}
function learnAll(desired, redactor) {
  for (const one of desired) if (one.kind === "built") redactor.learn(one.desired.config);
}
async function readLiveNodes(nodes2, liveNodes, ports, signal) {
  const read2 = async (node3) => {
    if ("error" in node3) return void 0;
    const reading = await liveNodes.read(node3, { signal });
    ports.onProgress?.({ step: "read", node: node3.name, total: nodes2.length });
    return reading;
  };
  return pMap(nodes2, read2, { concurrency: concurrencyOf(ports), signal });
}
function compareLiveNode(one, reading, redactor) {
  if (one.kind === "failed") return invalid2(one.name, one.error);
  const { name: name2, desired } = one;
  if (reading === void 0) throw new Error(`${name2} was not read`);
  if (reading.kind === "problem") {
    const { node: node3, notes } = desired;
    return { diff: { kind: "unreachable", node: node3, problem: reading.problem, notes }, evidence: { name: name2, desired } };
  }
  try {
    const { live } = reading;
    const liveConfig = parseLiveConfig(desired.node, live);
    for (const config2 of [liveConfig.config, liveConfig.persistent]) if (config2) redactor.learn(config2);
    return { diff: compareNode(desired, live, liveConfig), evidence: { name: name2, desired, live } };
  } catch (error) {
    if (error instanceof UserError) return invalid2(name2, error);
    throw error;
  }
}

// src/plan.ts
async function planChanges(request, ports, { signal }) {
  const { files, base, command, cluster: cluster2 } = request;
  const redactor = createRedactor({ key: ports.redactionKey });
  const head2 = await openRevision(cluster2, files, ports, signal);
  const compared = base === void 0 ? await compareWithLive(request, chooseNodes(head2, request, head2.nodes), ports, redactor) : await compareWithBase(request, head2, await openBase(cluster2, base, ports, signal), ports, redactor);
  const plan = {
    cluster: cluster2.name,
    revision: files.revision,
    command,
    mode: base === void 0 ? "live" : "offline",
    nodes: compared.map(({ diff }) => diff),
    digest: digestPlan({ revision: files.revision, command, nodes: compared.map(({ evidence }) => evidence) }),
    notes: head2.context.templates.notes
  };
  return { plan, safe: redactor.plan(plan), redactor };
}

// src/action/find-talosconfig.ts
var import_node_fs = __toESM(require_node_fs(), 1);
function findTalosconfig({ inputs, environment }) {
  const { talosconfig } = inputs;
  if (talosconfig?.includes("\n")) return { text: talosconfig };
  if (talosconfig !== void 0) return { path: talosconfig };
  const search = {
    TALOSCONFIG: environment["TALOSCONFIG"],
    TALOS_HOME: environment["TALOS_HOME"],
    home: environment["HOME"]
  };
  return talosconfigPlaces(search).some((place) => (0, import_node_fs.existsSync)(place)) ? search : void 0;
}

// src/action/plan-cluster.ts
async function openTargetFiles(target, { inputs, filesAt }) {
  return inputs.root === void 0 || !target.trusted ? filesAt(target.sha) : openWorkspace(inputs.root);
}
async function planCluster(request, onUnderWay, run) {
  const { cluster: cluster2, files, selectors, target } = request;
  run.log.info(
    `Planning ${cluster2.name} at ${files.revision.slice(0, 12)}, with the settings of ${target.settingsSha.slice(0, 7)}`
  );
  const journey = { cluster: cluster2, files, selectors, command: `diff ${selectors.join(" ")}` };
  const talosconfig = target.trusted ? findTalosconfig(run) : void 0;
  const onProgress = (progress) => {
    if (talosconfig === void 0 || progress.step === "read") onUnderWay();
    logProgress(progress, run);
  };
  if (talosconfig === void 0) return planOffline(journey, request, onProgress, run);
  const { redactionKey, signal } = run;
  return planChanges(
    { ...journey, ...target.sha !== target.settingsSha && { earlier: run.filesAt(target.settingsSha) } },
    {
      openAccess: () => openAccess(cluster2, talosconfig, run),
      factory: createImageFactory({ url: cluster2.factory }),
      redactionKey,
      onProgress,
      clock: () => performance.now()
    },
    { signal }
  );
}
async function openAccess(cluster2, talosconfig, run) {
  const { connectCluster } = await import("./connect-cluster-JG2EDDF2.mjs");
  return connectCluster(cluster2, talosconfig, run);
}
async function planOffline(journey, request, onProgress, run) {
  const { target, mustBeLive } = request;
  const base = mustBeLive ? void 0 : await target.readBase();
  if (base === void 0) {
    throw new UserError(`Cannot compare ${request.cluster.name} with its nodes: the run has no talosconfig`, {
      code: "talosconfig_invalid",
      hint: "Give the input talosconfig, or set TALOSCONFIG. Talos lets only the role os:admin read a machine config."
    });
  }
  run.log.info(
    target.trusted ? "No talosconfig: comparing with the base commit, without secrets and nodes" : "From a fork: comparing with the base commit, without secrets and nodes"
  );
  const { redactionKey, signal } = run;
  const files = run.filesAt(base);
  return planChanges(
    { ...journey, base: files },
    { redactionKey, clock: () => performance.now(), onProgress },
    { signal }
  );
}
function logProgress({ step: step3, node: node3, total }, { log }) {
  log.info(`${step3} ${node3} (of ${total})`);
}

// src/cluster/choose-cluster.ts
function chooseCluster(settings, request) {
  const [named4, other] = namesIn(request);
  if (other !== void 0) {
    throw new UserError(`Cannot work on two clusters at once: ${named4} and ${other}`, {
      code: "cluster_unknown",
      hint: "Give one command for each cluster."
    });
  }
  if (named4 !== void 0) return findCluster(settings, named4);
  const [only, another] = settings.clusters;
  if (only !== void 0 && another === void 0) return only;
  throw new UserError(`Cannot tell which cluster is meant: ${settings.path} has ${settings.clusters.length}`, {
    code: "cluster_unknown",
    hint: `Name one of ${listNames(settings)}: <cluster>/<node>, or --cluster on the command line.`
  });
}
function namesIn(request) {
  const prefixes = (request.selectors ?? []).flatMap((selector) => selector.split(",")).filter((selector) => selector.includes("/")).map((selector) => selector.slice(0, selector.indexOf("/")));
  return [.../* @__PURE__ */ new Set([...request.name === void 0 ? [] : [request.name], ...prefixes])];
}
function findCluster(settings, name2) {
  const found = settings.clusters.find((cluster2) => cluster2.name === name2);
  if (found !== void 0) return found;
  const nearest = nearestName(
    name2,
    settings.clusters.map((cluster2) => cluster2.name)
  );
  throw new UserError(`Cannot find cluster ${JSON.stringify(name2)} in ${settings.path}`, {
    code: "cluster_unknown",
    hint: nearest === void 0 ? `It has ${listNames(settings)}.` : `Did you mean ${nearest}?`
  });
}
function listNames(settings) {
  return settings.clusters.map((cluster2) => cluster2.name).join(", ");
}

// src/cluster/settings-schema.ts
var described = describe;
var nameRule = "must be a name of letters, digits, dots, dashes and underscores";
var name = string().check(_regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/, nameRule));
var reserved2 = /* @__PURE__ */ new Set(["all", "controlplane", "workers"]);
var nodeName = name.check(
  refine((text5) => !reserved2.has(text5), "must not be all, controlplane or workers: these words choose nodes")
);
var addressPattern = /^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/;
var addressRule = "must be a host name or an IP address, without port and without prefix length";
var address = string().check(_regex(addressPattern, addressRule));
var pathPattern2 = /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))(?!.*\\)([^{}?]|\{node\}|\{role\})+$/;
var patchPattern = new RegExp(pathPattern2.source.replace(/\$$/, "\\??$"));
var pathRule = "must be a path below the repository's root; {node} and {role} are its only placeholders";
var path3 = string().check(_regex(pathPattern2, pathRule));
var patchPath = string().check(_regex(patchPattern, pathRule));
var texts4 = record(string().check(_minLength(1)), string());
var url = string().check(_regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/, "must be an http or https URL"));
var role = _enum(["controlplane", "worker"]);
var node2 = strictObject({
  address: optional(
    address.check(described("Host name or IP address of the Talos API. Left out: read from the node's patch."))
  ),
  role: optional(role.check(described("Left out: read from machine.type of the node's patch, or from {role}."))),
  variables: optional(texts4.check(described("Template variables of this node, over those of the cluster.")))
});
var config = strictObject({
  base: path3.check(described("Template of the machine config that all nodes share.")),
  patches: optional(
    array(patchPath).check(
      described(
        "Templates of the patches over the base, in order. {node} and {role} are filled in; a trailing ? allows a missing file."
      )
    )
  ),
  schematic: optional(path3.check(described("Template of the image factory schematic."))),
  roleNames: optional(
    strictObject({ controlplane: optional(name), worker: optional(name) }).check(described("What {role} stands for in paths, where a file or folder is not called as the role is."))
  ),
  variables: optional(
    texts4.check(
      described("What templates see as ENV.*, and nothing else of the environment. Values are templates over node.")
    )
  ),
  definitions: optional(
    texts4.check(described("Top-level names in templates, as -D gives them. Values are templates over node."))
  ),
  strict: optional(
    boolean().check(described("Refuse undefined names in templates; .minijinja.toml decides unless told."))
  )
});
var variable = string().check(_regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable, without $"));
var secrets = strictObject({
  akeyless: optional(
    strictObject({
      gateway: optional(url.check(described("API address, https://api.akeyless.io unless told."))),
      accessId: optional(string().check(described("Left out: $AKEYLESS_ACCESS_ID."))),
      accessType: optional(
        _enum(["api_key", "github"]).check(described("github: with the job's OIDC token, no stored key."))
      ),
      audience: optional(string().check(described("Of the job's OIDC token; GitHub's default unless told.")))
    }).check(described("ak:// references."))
  ),
  onepassword: optional(
    strictObject({ host: url.check(described("Address of the 1Password Connect server.")) }).check(described("op:// references."))
  ),
  file: optional(
    strictObject({
      directory: string().check(_minLength(1), described("Folder that holds one file per secret."))
    }).check(described("file:// references."))
  ),
  environment: optional(
    array(variable).check(described("Names of the environment variables that env:// references may read; no others."))
  ),
  commands: optional(
    record(
      string().check(_regex(/^[a-z][a-z0-9+.-]*$/, "must be a scheme such as op or sops")),
      array(string()).check(_minLength(1, "must name a program"))
    ).check(
      described("A program per scheme, with its arguments: the references go in on stdin, the values come out.")
    )
  ),
  commandEnvironment: optional(
    array(variable).check(
      described(
        "Names of environment variables that these programs get, besides PATH, HOME and those that begin with the scheme (OP_\u2026 for op)."
      )
    )
  )
});
var check = strictObject({
  apiVersion: string(),
  kind: string(),
  name: optional(string()),
  namespace: optional(string()),
  expr: string().check(described("CEL expression over the object that has to become true.")),
  timeout: optional(string().check(_regex(/^(\d+(\.\d+)?(ms|s|m|h))+$/, "must be a duration such as 90s or 10m")))
});
var approvals = strictObject({
  change: optional(_enum(["environment", "comment", "none"])),
  destroy: optional(_enum(["environment", "comment"]))
});
var cluster = strictObject({
  context: optional(string().check(described("Context of the talosconfig; its active one unless told."))),
  environment: optional(string().check(described("GitHub environment that guards writes."))),
  talosVersion: optional(
    string().check(
      _regex(/^v?\d+\.\d+(\.\d+)?(-[0-9A-Za-z.-]+)?$/, "must be a version such as v1.13.8"),
      described("Talos version whose rules for patches count; read from the install image unless told.")
    )
  ),
  config,
  nodes: optional(
    record(nodeName, nullable(node2)).check(described("All nodes of the cluster. Left out: one for each file that matches a patch path with {node}."))
  ),
  factory: optional(url.check(described("Image factory, https://factory.talos.dev unless told."))),
  secrets: optional(secrets.check(described("How secret references are looked up."))),
  checks: optional(array(check).check(described("Extra health gates."))),
  approvals: optional(approvals.check(described("Who has to agree, by the risk of a command.")))
});
var settingsSchema = strictObject({
  clusters: record(name, cluster).check(described("One entry for each Talos cluster of the repository."))
});

// src/cluster/settings-problem.ts
function settingsProblem(source, issues) {
  const rank = ({ code }) => code === "unrecognized_keys" ? 0 : 1;
  const problems = [...issues].sort((a, b) => rank(a) - rank(b)).flatMap((issue) => describe3(source, issue));
  const [first2, ...others] = problems;
  if (first2 === void 0) throw new Error("a refused settings file must have an issue");
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return settingsError(source, { ...first2, message: `${first2.message}${more}` });
}
function settingsError(source, problem) {
  const place = problem.path.length === 0 ? "" : `${formatSettingsPath(problem.path)} `;
  return new UserError(`Cannot use ${source.path}: ${place}${problem.message}`, {
    code: "settings_invalid",
    location: locate2(source, problem.path, problem.atKey === true),
    ...problem.hint !== void 0 && { hint: problem.hint }
  });
}
function describe3(source, issue) {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...issue.path, key]));
    case "invalid_key":
      return [{ path: issue.path, message: messageOf(issue.issues[0]) ?? "is no valid name", atKey: true }];
    case "invalid_type":
      return [wrongType2(source, issue)];
    case "invalid_value":
      return [{ path: issue.path, message: `must be one of ${issue.values.map(String).join(", ")}` }];
    default:
      return [{ path: issue.path, message: messageOf(issue) ?? "is not valid" }];
  }
}
function messageOf(issue) {
  return issue === void 0 || issue.message === "Invalid input" ? void 0 : issue.message;
}
function unknownKey(path4) {
  const known3 = knownKeys2(path4.slice(0, -1));
  const nearest = nearestName(String(path4.at(-1)), known3);
  const hint = nearest === void 0 ? `Known here: ${known3.join(", ")}.` : `Did you mean ${nearest}?`;
  return { path: path4, message: "is no known setting", hint, atKey: true };
}
var typeNames2 = {
  string: "text",
  object: "a map",
  record: "a map",
  array: "a list",
  boolean: "true or false"
};
function wrongType2(source, issue) {
  const value = source.document.getIn([...issue.path]);
  if (value === void 0) return { path: issue.path, message: "is missing" };
  const message = `must be ${typeNames2[issue.expected] ?? issue.expected}`;
  const isPlain = issue.expected === "string" && ["boolean", "number"].includes(typeof value);
  return {
    path: issue.path,
    message,
    ...isPlain && { hint: `Write it in quotes: ${JSON.stringify(String(value))}.` }
  };
}
function knownKeys2(path4) {
  let schema = settingsSchema;
  for (const step3 of path4) schema = schema && inside2(bare(schema), step3);
  const def = schema && bare(schema)._zod.def;
  return def !== void 0 && "shape" in def ? Object.keys(def.shape) : [];
}
function inside2(schema, step3) {
  const def = schema._zod.def;
  return def.shape?.[step3] ?? def.valueType ?? def.element;
}
function bare(schema) {
  const def = schema._zod.def;
  return def.innerType === void 0 ? schema : bare(def.innerType);
}
function locate2(source, path4, atKey) {
  const offset = offsetOf(source.document, path4, atKey);
  if (offset === void 0) return { file: source.path };
  const { line, col } = source.lines.linePos(offset);
  return { file: source.path, line, column: col };
}
function offsetOf(document, path4, atKey) {
  const keys2 = path4.filter((step3) => typeof step3 !== "symbol");
  const value = document.getIn(keys2, true);
  if (!atKey && isScalar(value) && value.range) return value.range[0];
  for (let length2 = keys2.length; length2 > 0; length2--) {
    const range2 = keyAt(document, keys2.slice(0, length2))?.range;
    if (range2) return range2[0];
  }
  return document.contents?.range[0];
}
function keyAt(document, path4) {
  const parent = path4.length === 1 ? document.contents : document.getIn(path4.slice(0, -1), true);
  const last2 = path4.at(-1);
  if (!isMap(parent)) return document.getIn(path4, true);
  const pair = parent.items.find(
    (item) => isPair(item) && isScalar(item.key) && item.key.value === last2
  );
  return pair?.key;
}
function formatSettingsPath(path4) {
  return path4.reduce((text5, step3) => {
    if (typeof step3 === "number") return `${text5}[${step3}]`;
    return text5 === "" ? String(step3) : `${text5}.${String(step3)}`;
  }, "");
}

// src/cluster/read-settings.ts
var defaultSettingsPath = ".github/talos-chatops.yaml";
var maxCharacters = 256 * 1024;
var maxAliases2 = 100;
async function readSettings(files, options = {}) {
  const path4 = options.path ?? defaultSettingsPath;
  const text5 = await files.read(path4, options);
  if (text5 === void 0) {
    throw new UserError(`Cannot find the settings: there is no ${path4}`, {
      code: "settings_missing",
      hint: "Run talos-chatops init in the repository: it writes the file from the layout that it finds.",
      location: { file: path4 }
    });
  }
  const source = parse3(path4, text5);
  const raw = validate(source);
  const clusters = [];
  for (const [name2, cluster2] of Object.entries(raw.clusters)) {
    clusters.push(await completeCluster(source, name2, cluster2, options.nodesFrom ?? files, options));
  }
  if (clusters.length === 0) throw settingsError(source, { path: ["clusters"], message: "names no cluster" });
  return { path: path4, clusters };
}
function parse3(path4, text5) {
  if (text5.length > maxCharacters) {
    throw unreadable(path4, `it is longer than ${maxCharacters} characters`);
  }
  const lines2 = new LineCounter();
  let document;
  try {
    document = parseDocument(text5, { lineCounter: lines2, version: "1.2", merge: true, prettyErrors: false });
  } catch (error) {
    if (error instanceof RangeError) throw unreadable(path4, "its values are nested too deep");
    throw error;
  }
  const [problem] = document.errors;
  if (problem !== void 0) {
    const { line, col } = lines2.linePos(problem.pos[0]);
    throw unreadable(path4, firstLine(problem.message), { line, column: col });
  }
  return { path: path4, document, lines: lines2 };
}
function validate(source) {
  const result = safeParse(settingsSchema, toData(source));
  if (result.success) return result.data;
  throw settingsProblem(source, result.error.issues);
}
function toData(source) {
  try {
    return source.document.toJS({ maxAliasCount: maxAliases2 });
  } catch (error) {
    if (error instanceof ReferenceError) throw unreadable(source.path, firstLine(error.message));
    if (error instanceof RangeError) throw unreadable(source.path, "its values are nested too deep");
    throw error;
  }
}
function unreadable(path4, reason, place = {}) {
  return new UserError(`Cannot read ${path4}: ${reason}`, {
    code: "settings_invalid",
    location: { file: path4, ...place }
  });
}
function firstLine(message) {
  return message.split("\n", 1)[0] ?? message;
}
async function completeCluster(source, name2, raw, files, options) {
  const config2 = toSources(raw.config);
  const nodes2 = raw.nodes === void 0 ? await findNodes(source, name2, config2, files, options) : listNodes(raw.nodes);
  if (nodes2.length === 0) throw settingsError(source, { path: ["clusters", name2, "nodes"], message: "names no node" });
  return {
    name: name2,
    ...raw.context !== void 0 && { context: raw.context },
    ...raw.environment !== void 0 && { environment: raw.environment },
    ...raw.talosVersion !== void 0 && { talosVersion: raw.talosVersion },
    config: config2,
    nodes: nodes2,
    findsNodes: raw.nodes === void 0,
    factory: (raw.factory ?? "https://factory.talos.dev").replace(/\/+$/, ""),
    secrets: toSecrets(raw.secrets ?? {}),
    checks: (raw.checks ?? []).map(dropUndefined2),
    approvals: {
      change: raw.approvals?.change ?? "environment",
      destroy: raw.approvals?.destroy ?? "environment"
    }
  };
}
function toSources(raw) {
  return {
    base: raw.base,
    patches: (raw.patches ?? []).map(toLayer),
    ...raw.schematic !== void 0 && { schematic: raw.schematic },
    roleNames: {
      controlplane: raw.roleNames?.controlplane ?? "controlplane",
      worker: raw.roleNames?.worker ?? "worker"
    },
    variables: raw.variables ?? {},
    definitions: raw.definitions ?? {},
    ...raw.strict !== void 0 && { strict: raw.strict }
  };
}
function toLayer(path4) {
  return path4.endsWith("?") ? { path: path4.slice(0, -1), optional: true } : { path: path4, optional: false };
}
function listNodes(raw) {
  return Object.entries(raw).map(([name2, node3]) => ({
    name: name2,
    ...node3?.role !== void 0 && { role: node3.role },
    ...node3?.address !== void 0 && { address: node3.address },
    variables: node3?.variables ?? {}
  }));
}
async function findNodes(source, cluster2, config2, files, options) {
  const place = ["clusters", cluster2, "config", "patches"];
  const patterns = config2.patches.map((patch) => patch.path).filter((path4) => path4.includes("{node}"));
  if (patterns.length === 0) {
    throw settingsError(source, {
      path: ["clusters", cluster2],
      message: "names no nodes",
      hint: "List them as nodes, or give a patch path with {node}, such as talos/nodes/{node}.yaml.j2.",
      atKey: true
    });
  }
  const { nodes: nodes2, ambiguous } = await discoverNodes(config2, files, options);
  const [twice] = ambiguous;
  if (twice !== void 0) {
    const message = `finds node ${twice.name} twice: ${twice.paths.join(", ")}`;
    throw settingsError(source, { path: place, message, hint: "Remove one of the files, or list the nodes." });
  }
  if (nodes2.length === 0) {
    throw settingsError(source, { path: place, message: `finds no node: no file matches ${patterns.join(" or ")}` });
  }
  return nodes2;
}
function toSecrets(raw) {
  return {
    ...raw.akeyless !== void 0 && {
      akeyless: { gateway: "https://api.akeyless.io", ...dropUndefined2(raw.akeyless) }
    },
    ...raw.onepassword !== void 0 && { onepassword: raw.onepassword },
    ...raw.file !== void 0 && { file: raw.file },
    ...raw.environment !== void 0 && { environment: raw.environment },
    commands: raw.commands ?? {},
    ...raw.commandEnvironment !== void 0 && { commandEnvironment: raw.commandEnvironment }
  };
}
function dropUndefined2(value) {
  return Object.fromEntries(Object.entries(value).filter(([, field2]) => field2 !== void 0));
}

// src/action/read-clusters.ts
async function readClusters(target, files, selectors, { filesAt, inputs, signal }) {
  const { cluster: name2, settingsPath: path4 } = inputs;
  const trusted = target.sha === target.settingsSha ? files : filesAt(target.settingsSha);
  const settings = await readSettings(trusted, { path: path4, nodesFrom: files, signal });
  if (name2 !== void 0 || selectors.some((selector) => selector.includes("/"))) {
    return [chooseCluster(settings, { ...name2 !== void 0 && { name: name2 }, selectors })];
  }
  const fitting = settings.clusters.filter((cluster2) => hasNodes(cluster2, selectors));
  return fitting.length > 0 ? fitting : settings.clusters;
}
function hasNodes({ name: name2, nodes: nodes2 }, selectors) {
  try {
    return selectNodes(name2, nodes2, selectors).length > 0;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

// src/adapters/github/commits.ts
async function readDefaultBranch(github, { signal }) {
  const step3 = { what: "find the default branch", needs: "contents: read" };
  const { data } = await attempt(
    step3,
    async () => (await github.octokit()).rest.repos.get({ ...github.at, request: { signal } })
  );
  const name2 = data.default_branch;
  const branch = await attempt(
    step3,
    async () => (await github.octokit()).rest.git.getRef({ ...github.at, ref: `heads/${name2}`, request: { signal } })
  );
  return { name: name2, sha: branch.data.object.sha };
}
async function readMergeBase(github, { base, head: head2 }, { signal }) {
  return attempt({ what: "find where the branches parted", needs: "contents: read" }, async () => {
    try {
      const { data } = await (await github.octokit()).rest.repos.compareCommitsWithBasehead({
        ...github.at,
        basehead: `${base}...${head2}`,
        per_page: 1,
        request: { signal }
      });
      return data.merge_base_commit.sha;
    } catch (error) {
      if (failureStatus(error) === 404) return base;
      throw error;
    }
  });
}
async function listChangedFiles(github, number, { signal }) {
  const files = await attempt(
    { what: "list the changed files", needs: "pull-requests: read" },
    async () => (await github.octokit()).paginate((await github.octokit()).rest.pulls.listFiles, {
      ...github.at,
      pull_number: number,
      per_page: 100,
      request: { signal }
    })
  );
  return files.flatMap(({ filename, previous_filename }) => [
    filename,
    ...previous_filename ? [previous_filename] : []
  ]);
}

// src/action/note-changed-settings.ts
async function noteChangedSettings(target, run) {
  const { github, inputs, log, signal } = run;
  if (target.pullRequest === void 0) return [];
  try {
    const changed2 = await listChangedFiles(github, target.pullRequest, { signal });
    if (!changed2.includes(inputs.settingsPath)) return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    log.info(`Not known whether the settings change: ${error.message}`);
    return [];
  }
  const message = `${inputs.settingsPath} is changed here; the plan uses the one of the default branch until that is merged`;
  return [{ code: "settings_changed", severity: "info", message }];
}

// src/adapters/github/check-run.ts
var annotationsPerRequest = 50;
async function beginCheckRun(github, check2, { signal }) {
  const { data } = await attempt(
    { what: "create the check run", needs: "checks: write" },
    async () => (await github.octokit()).rest.checks.create({
      ...github.at,
      name: check2.name,
      head_sha: check2.sha,
      status: "in_progress",
      ...check2.detailsUrl !== void 0 && { details_url: check2.detailsUrl },
      ...check2.externalId !== void 0 && { external_id: check2.externalId },
      request: { signal }
    })
  );
  return { id: data.id, url: data.html_url ?? "" };
}
async function finishCheckRun(github, { id }, result, { signal }) {
  const portions = portionsOf(result.annotations);
  for (const [index, annotations] of portions.entries()) {
    const isLast = index === portions.length - 1;
    await attempt(
      { what: "finish the check run", needs: "checks: write" },
      async () => (await github.octokit()).rest.checks.update({
        ...github.at,
        check_run_id: id,
        ...isLast && { conclusion: result.conclusion, status: "completed" },
        output: {
          title: result.title,
          summary: result.summary,
          ...result.text !== void 0 && { text: result.text },
          annotations: annotations.map(toApi)
        },
        request: { signal }
      })
    );
  }
}
function portionsOf(annotations) {
  const count2 = Math.max(1, Math.ceil(annotations.length / annotationsPerRequest));
  return Array.from(
    { length: count2 },
    (_, index) => annotations.slice(index * annotationsPerRequest, (index + 1) * annotationsPerRequest)
  );
}
function toApi(annotation) {
  return {
    path: annotation.path,
    start_line: annotation.startLine,
    end_line: annotation.endLine,
    annotation_level: annotation.level,
    message: annotation.message,
    ...annotation.title !== void 0 && { title: annotation.title }
  };
}

// src/adapters/github/drift-issue.ts
var driftLabel = "talos-drift";
var step2 = { what: "keep the drift issue up to date", needs: "issues: write" };
async function publishDriftIssue(github, drift, options) {
  const existing = await findIssue(github, drift.key, options);
  if (drift.body === void 0)
    return existing?.state === "open" ? close(github, existing, options) : { action: "untouched" };
  const body = `${marker(drift.key)}
${drift.body}`;
  if (existing === void 0) return open(github, { title: drift.title, body }, options);
  if (existing.state === "open" && existing.body === body && existing.title === drift.title) {
    return { action: "untouched", number: existing.number, url: existing.url };
  }
  await edit(github, existing.number, { title: drift.title, body, state: "open" }, options);
  const action = existing.state === "open" ? "updated" : "reopened";
  return { action, number: existing.number, url: existing.url };
}
async function findIssue(github, key, { signal }) {
  const identity = await readIdentity(github, { signal });
  const issues = await attempt(
    step2,
    async () => (await github.octokit()).paginate((await github.octokit()).rest.issues.listForRepo, {
      ...github.at,
      labels: driftLabel,
      state: "all",
      per_page: 100,
      request: { signal }
    })
  );
  const own2 = issues.filter(
    ({ body, user, pull_request }) => pull_request === void 0 && user && isAuthor(identity, user) && body?.startsWith(marker(key))
  );
  const oldest = own2.toSorted((a, b) => a.number - b.number)[0];
  return oldest && {
    number: oldest.number,
    state: oldest.state === "open" ? "open" : "closed",
    title: oldest.title,
    body: oldest.body ?? "",
    url: oldest.html_url
  };
}
async function open(github, issue, { signal }) {
  const { data } = await attempt(
    step2,
    async () => (
      // A lost answer must not end in two issues: the next run repairs what this one could not do.
      (await github.octokit()).rest.issues.create({
        ...github.at,
        ...issue,
        labels: [driftLabel],
        request: { signal, retries: 0 }
      })
    )
  );
  return { action: "opened", number: data.number, url: data.html_url };
}
async function close(github, existing, { signal }) {
  const { number, url: url2 } = existing;
  await attempt(
    step2,
    async () => (await github.octokit()).rest.issues.createComment({
      ...github.at,
      issue_number: number,
      body: "The nodes run what the repository says again.",
      request: { signal, retries: 0 }
    })
  );
  await attempt(
    step2,
    async () => (await github.octokit()).rest.issues.update({
      ...github.at,
      issue_number: number,
      state: "closed",
      state_reason: "completed",
      request: { signal }
    })
  );
  return { action: "closed", number, url: url2 };
}
async function edit(github, number, fields2, { signal }) {
  await attempt(
    step2,
    async () => (await github.octokit()).rest.issues.update({ ...github.at, issue_number: number, ...fields2, request: { signal } })
  );
}
function marker(key) {
  return `<!-- talos-chatops drift ${encodeURIComponent(key)} -->`;
}

// src/action/report-cluster.ts
async function reportCluster(request, places, posting, run) {
  return report((begin) => planAndPresent(request, begin, run), request.target, places, posting, run);
}
async function reportNoCluster(error, target, places, posting, run) {
  const { presentFailure } = await presenting();
  const shown = presentFailure(error, run);
  const outcome = { kind: "failed", error, summary: shown.summary };
  return report(async () => ({ outcome, shown }), target, places, posting, run);
}
var presenting = () => import("./present-L2XVXY6K.mjs");
async function report(make, target, places, posting, run) {
  let check2;
  const begin = () => {
    check2 ??= beginPosting(target, places, posting, run);
    return check2;
  };
  try {
    const { outcome, shown } = await make(begin);
    begin();
    for (const place of places) await show(shown, place, posting, run);
    const begun = await begin();
    if (begun) await posting.attempt(() => finishCheckRun(run.github, begun, shown.check, run));
    return outcome;
  } catch (error) {
    await endCheck(await check2?.catch(() => void 0), posting, run);
    throw error;
  }
}
function beginPosting(target, places, posting, run) {
  readIdentity(run.github, run).catch(() => void 0);
  const begun = beginCheck(target, places, posting, run);
  begun.catch(() => void 0);
  return begun;
}
async function beginCheck(target, places, posting, { github, report: { runUrl }, signal }) {
  const place = places.find(({ kind }) => kind === "check");
  if (place?.kind !== "check") return void 0;
  const check2 = { name: place.name, sha: target.sha, ...runUrl !== void 0 && { detailsUrl: runUrl } };
  return posting.attempt(() => beginCheckRun(github, check2, { signal }));
}
async function planAndPresent(request, begin, run) {
  const cluster2 = request.cluster.name;
  try {
    const result = withNotes(await planCluster(request, begin, run), request.notes);
    const { presentPlan } = await presenting();
    const shown = presentPlan(result, run);
    return { outcome: { kind: "planned", cluster: cluster2, result, summary: shown.summary }, shown };
  } catch (error) {
    run.signal.throwIfAborted();
    const { presentFailure } = await presenting();
    const shown = presentFailure(error, run);
    return { outcome: { kind: "failed", cluster: cluster2, error, summary: shown.summary }, shown };
  }
}
function withNotes(result, notes) {
  const { redactor, safe: safe2 } = result;
  const added3 = notes.map(({ code, severity, message }) => ({ code, severity, message: redactor.text(message) }));
  return { ...result, safe: { ...safe2, notes: [...safe2.notes, ...added3] } };
}
async function show(shown, place, posting, run) {
  const { github, signal, log } = run;
  if (place.kind === "comment") {
    const { number, key } = place;
    const comment = { number, key, parts: shown.comment };
    const posted = await posting.attempt(() => publishStickyComment(github, comment, { signal }));
    if (posted) log.info(`Comment: ${posted.url}`);
  }
  if (place.kind === "issue" && shown.drift !== "unknown") {
    const body = shown.drift === "drifted" ? shown.issue : void 0;
    const drift = { key: place.key, title: `Drift in ${place.key}`, body };
    const posted = await posting.attempt(() => publishDriftIssue(github, drift, { signal }));
    if (posted) log.info(`Drift issue ${posted.action}${posted.url === void 0 ? "" : `: ${posted.url}`}`);
  }
}
var lastWordMs = 5e3;
async function endCheck(check2, posting, { github, signal }) {
  if (check2 === void 0) return;
  const result = signal.aborted ? { conclusion: "cancelled", title: "Cancelled", summary: "The run was cancelled. Nothing was changed." } : { conclusion: "failure", title: "Failed", summary: "See the run." };
  const last2 = { signal: AbortSignal.timeout(lastWordMs) };
  await posting.attempt(() => finishCheckRun(github, check2, { ...result, annotations: [] }, last2)).catch(() => void 0);
}

// src/adapters/github/pull-request.ts
async function readPullRequest(github, number, { signal }) {
  const { data } = await attempt(
    { what: `read pull request ${number}`, needs: "pull-requests: read" },
    async () => (await github.octokit()).rest.pulls.get({ ...github.at, pull_number: number, request: { signal } })
  );
  return {
    number: data.number,
    open: data.state === "open",
    headSha: data.head.sha,
    baseSha: data.base.sha,
    // Octokit's types do not say so, but `head.repo` is null once the fork is deleted.
    fork: isFork(data.head.repo?.id, data.base.repo.id)
  };
}

// src/action/resolve-target.ts
async function resolveTarget(github, task, options) {
  switch (task.kind) {
    case "commit":
      return commitTarget(github, task, options);
    case "pull-request":
      return pullRequestTarget(github, task, options);
    case "comment": {
      const pull = await readPullRequest(github, task.number, options);
      if (!pull.open) throw new UserError(`Cannot plan #${task.number}: it is closed`, { code: "input_invalid" });
      return pullRequestTarget(github, pull, options);
    }
    default:
      return task;
  }
}
async function commitTarget(github, task, options) {
  const settingsSha = task.onDefaultBranch ? task.sha : (await readDefaultBranch(github, options)).sha;
  const parting = () => readMergeBase(github, { base: settingsSha, head: task.sha }, options);
  return {
    sha: task.sha,
    settingsSha,
    trusted: true,
    readBase: async () => task.before ?? (task.onDefaultBranch ? void 0 : parting())
  };
}
async function pullRequestTarget(github, pull, options) {
  const { sha: settingsSha } = await readDefaultBranch(github, options);
  return {
    sha: pull.headSha,
    settingsSha,
    pullRequest: pull.number,
    trusted: !pull.fork,
    readBase: () => readMergeBase(github, { base: pull.baseSha, head: pull.headSha }, options)
  };
}

export {
  publishStickyComment,
  removeStickyComment,
  nearestName,
  selectNodes,
  desireNodes,
  identifyNodes,
  openRenderContext,
  openTargetFiles,
  readClusters,
  noteChangedSettings,
  reportCluster,
  reportNoCluster,
  resolveTarget
};
