import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);
import {
  commandTable
} from "./chunk-YJ5AM3OL.mjs";
import {
  nearestName
} from "./chunk-GPGF2YYJ.mjs";
import {
  require_promises
} from "./chunk-CYSPWMOK.mjs";
import {
  require_node_path
} from "./chunk-AJEPGMKD.mjs";
import {
  _default,
  _enum,
  _minLength,
  _nonnegative,
  _positive,
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
} from "./chunk-D5CIEC6V.mjs";
import {
  LineCounter,
  isMap,
  isPair,
  isScalar,
  parseDocument
} from "./chunk-DEN2UECT.mjs";
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
    function _prettifyError(path3, withInternals, err) {
      if (!err.Update) {
        err = new _exports.TemplateError(err);
      }
      err.Update(path3);
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
      err.Update = function Update(path3) {
        var msg = "(" + (path3 || "unknown path") + ")";
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
          var part = parts[i];
          if (hasOwnProp(_item, part)) {
            _item = _item[part];
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
    function without(array2) {
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
    _exports.without = without;
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
      var keys = keys_(obj || {});
      var len = keys.length;
      var i = -1;
      function next() {
        i++;
        var k = keys[i];
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
        var matches = this.currentStr().match(regex);
        if (!matches) {
          return null;
        }
        this.forwardN(matches[0].length);
        return matches;
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
          this.children.forEach(function(child) {
            return traverseAndCheck(child, type, results);
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
    function print(str, indent2, inline) {
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
      print(node3.typename + ": ", indent2);
      if (node3 instanceof NodeList) {
        print("\n");
        node3.children.forEach(function(n) {
          printNodes(n, indent2 + 2);
        });
      } else if (node3 instanceof CallExtension) {
        print(node3.extName + "." + node3.prop + "\n");
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
          print(JSON.stringify(props, null, 2) + "\n", null, true);
        } else {
          print("\n");
        }
        nodes2.forEach(function(_ref) {
          var fieldName = _ref[0], n = _ref[1];
          print("[" + fieldName + "] =>", indent2 + 2);
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
        var matches = null;
        var begun = this.advanceAfterBlockEnd();
        while ((matches = this.tokens._extractRegex(rawBlockRegex)) && rawLevel > 0) {
          var all = matches[0];
          var pre = matches[1];
          var blockName = matches[2];
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
function isDigit(char, base = 10) {
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
  } else if (!isDigit(c))
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
    } else if (!isDigit(c))
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
  return state > 1 ? parseFloat(str) : parseInteger(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
  let c, underscore = 1;
  while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
    if (c === 95) {
      if (underscore & 1)
        TomlError.x("illegal underscore", ctx);
      underscore = 3;
    } else if (!isDigit(c, base))
      TomlError.x(`illegal character in numeric literal`, ctx);
    else if (underscore & 1)
      underscore--;
  }
  if (underscore & 1)
    TomlError.x("unfinished numeric value", ctx);
  let str = ctx.s.slice(startPtr + 2, ctx.p);
  if (underscore)
    str = str.replaceAll("_", "");
  return parseInteger(ctx, str, base, startPtr);
}
function parseInteger(ctx, str, base, startPtr) {
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
  if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++)) || !isDigit(ctx.s.charCodeAt(ctx.p++))) {
    return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
  }
  ctx.p += 5;
  if (!isDigit(ctx.s.charCodeAt(ctx.p++)))
    TomlError.x("invalid date-time: date part is malformed", ctx, startPtr);
  if (ctx.p >= ctx.s.length || ((c = ctx.s.charCodeAt(ctx.p)) !== 32 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 84 && c !== 116) {
    let t2 = ctx.s.slice(startPtr, ctx.p);
    return readDate(ctx, t2, 3, false, startPtr);
  }
  if (ctx.s.charCodeAt(ctx.p += 3) !== 58)
    TomlError.x("invalid date-time: time part is malformed", ctx, startPtr);
  if (ctx.s.charCodeAt(ctx.p += 3) === 58)
    ctx.p += 3;
  if (ctx.s.charCodeAt(ctx.p) === 46)
    while (isDigit(ctx.s.charCodeAt(++ctx.p)))
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
  if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) {
    return parseNumber(ctx, --ctx.p, c, 0, endChr);
  }
  if (ctx.s.charCodeAt(ctx.p += 4) === 58)
    ctx.p += 3;
  if (ctx.s.charCodeAt(ctx.p) === 46)
    while (isDigit(ctx.s.charCodeAt(++ctx.p)))
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
function parse(toml, options = {}) {
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
var path = ".minijinja.toml";
var flag = boolean("must be true or false");
var text = string("must be a text");
var texts = record(string(), text, "must be a table");
var settingsFile = object({
  autoescape: optional(_enum(["auto", "html", "json", "none"], "must be auto, html, json or none")),
  newline: _default(flag, true),
  include: _default(flag, true),
  strict: _default(flag, false),
  env: optional(flag),
  "trim-blocks": _default(flag, false),
  "lstrip-blocks": _default(flag, false),
  "py-compat": _default(flag, false),
  defines: _default(texts, {}),
  format: optional(text),
  "expr-out": optional(text),
  fuel: optional(int("must be a whole number").check(_nonnegative("must not be negative"))),
  "safe-paths": optional(array(text, "must be a list")),
  syntax: _default(texts, {})
});
var known = new Set(Object.keys(settingsFile.shape));
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
  const source = await files.read(path, options);
  const table = source === void 0 ? {} : parseTable(source);
  const checked = safeParse(settingsFile, table);
  if (!checked.success) throw invalid(firstProblem(checked.error));
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
function parseTable(text2) {
  try {
    return parse(text2);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    throw invalid(error.message.split("\n")[0] ?? "not TOML", error.line, error.column);
  }
}
function firstProblem({ issues: [issue] }) {
  return issue === void 0 ? "it is not valid" : `${issue.path.join(".")} ${issue.message}`;
}
function invalid(problem, line, column) {
  return new UserError(`Cannot read ${path}: ${problem}`, {
    code: "settings_invalid",
    location: { file: path, ...line === void 0 ? {} : { line }, ...column === void 0 ? {} : { column } }
  });
}
function refuseCustomSyntax(syntax) {
  for (const [name2, value] of Object.entries(syntax)) {
    if (defaultSyntax[name2] === value) continue;
    throw new UserError(`Cannot use ${path}: other delimiters (syntax.${name2}) are not supported`, {
      code: "template_unsupported",
      location: { file: path }
    });
  }
}
function notesOnKeys(table) {
  const unknown = Object.keys(table).filter((key) => !known.has(key));
  return unknown.map((key) => ({
    code: "template_setting_unknown",
    severity: "warning",
    message: `${path}: the key "${key}" is unknown; minijinja-cli ignores it too`,
    location: { file: path }
  }));
}
function notesOnValues(file, exists2) {
  const notes = [];
  const add2 = (code, message, hint) => notes.push({
    code,
    severity: "info",
    message: `${path}: ${message}`,
    hint,
    ...exists2 ? { location: { file: path } } : {}
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
    hint: `Name one of ${listNames(settings)}: before a node, as <cluster>/<node>, or with --cluster.`
  });
}
function namesIn(request) {
  const prefixes = (request.selectors ?? []).flatMap((selector2) => selector2.split(",")).filter((selector2) => selector2.includes("/")).map((selector2) => selector2.slice(0, selector2.indexOf("/")));
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
    for (const path3 of await files.list(fixedFolder(layer.path), options)) {
      const entry = match(path3);
      if (entry === void 0) continue;
      const before = found.get(entry.name);
      if (before !== void 0 && before.layer === layer) {
        ambiguous.set(entry.name, (ambiguous.get(entry.name) ?? /* @__PURE__ */ new Set([before.path])).add(path3));
      }
      if (before === void 0 || before.entry.role === void 0) found.set(entry.name, { entry, path: path3, layer });
    }
  }
  return {
    nodes: [...found.values()].map(({ entry }) => entry).sort((a, b) => compareNames(a.name, b.name)),
    ambiguous: [...ambiguous].map(([name2, paths]) => ({ name: name2, paths: [...paths] }))
  };
}
function fixedFolder(path3) {
  const fixed = path3.slice(0, path3.indexOf("{"));
  return fixed.slice(0, Math.max(0, fixed.lastIndexOf("/")));
}
function pathMatcher(path3, config2) {
  const pattern = pathPattern(path3, config2);
  const isSchematic = config2.schematic === void 0 ? void 0 : pathPattern(config2.schematic, config2);
  const others = /* @__PURE__ */ new Set([config2.base, ...config2.patches.map((patch) => patch.path)]);
  return (candidate) => {
    const groups = pattern.exec(candidate)?.groups;
    const name2 = groups?.["node"];
    if (name2 === void 0 || others.has(candidate) || isSchematic?.test(candidate)) return void 0;
    if (/(^|\.)schematic$/.test(name2)) return void 0;
    const role2 = roleNamed(groups?.["role"], config2);
    return { name: name2, ...role2 !== void 0 && { role: role2 }, variables: {} };
  };
}
function pathPattern(path3, config2) {
  const roles = Object.values(config2.roleNames).map(escapeRegExp).join("|");
  let seenNode = false;
  let seenRole = false;
  const source = path3.split(/(\{node\}|\{role\})/).map((part) => {
    if (part === "{node}") {
      const group = seenNode ? "\\k<node>" : "(?<node>[A-Za-z0-9][A-Za-z0-9._-]*)";
      seenNode = true;
      return group;
    }
    if (part === "{role}") {
      const group = seenRole ? "\\k<role>" : `(?<role>${roles})`;
      seenRole = true;
      return group;
    }
    return escapeRegExp(part);
  });
  return new RegExp(`^${source.join("")}$`);
}
function roleNamed(text2, config2) {
  if (text2 === void 0) return void 0;
  return text2 === config2.roleNames.controlplane ? "controlplane" : "worker";
}
function escapeRegExp(text2) {
  return text2.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

// src/chatops/permission.ts
var permissionRisks = ["read", "change", "destroy"];
function isRuled(entry) {
  return permissionRisks.some((risk) => risk === entry.risk);
}
var permissionNames = [
  ...permissionRisks,
  ...commandTable.filter(isRuled).map(({ name: name2 }) => name2)
];
function isAbout({ commands, nodes: nodes2 }, command, nodeRole) {
  const isNamed = commands === void 0 || commands.includes(command.name) || commands.includes(command.risk);
  return isNamed && (nodes2 === void 0 || nodes2 === nodeRole);
}

// src/cluster/find-wrong-rule.ts
function findWrongRule(rules) {
  const reached = reachedRules(rules);
  for (const [index, rule] of rules.entries()) {
    if (rule.role === void 0 && rule.users === void 0 && rule.teams === void 0) {
      return { index, message: "does not say who may", hint: "Give it a role, users or teams." };
    }
    if (!reached.has(index)) {
      return {
        index,
        message: "never decides anything: the rules before it are about all of its commands",
        hint: "Put it before them; the first rule that is about a command decides."
      };
    }
  }
  return void 0;
}
function reachedRules(rules) {
  const asked = commandTable.filter(isRuled);
  return new Set(
    asked.flatMap((command) => {
      const isForNodes = command.args.some(({ kind }) => kind === "node" || kind === "nodes");
      const roles = isForNodes ? ["controlplane", "worker"] : [void 0];
      return roles.map((role2) => rules.findIndex((rule) => isAbout(toRule(rule), command, role2)));
    })
  );
}
function toRule({ commands, nodes: nodes2 }) {
  return { ...commands !== void 0 && { commands }, ...nodes2 !== void 0 && { nodes: nodes2 } };
}

// src/cluster/duration-seconds.ts
var unitSeconds = { ms: 1e-3, s: 1, m: 60, h: 3600 };
function durationSeconds(text2) {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text2)) return void 0;
  let seconds2 = 0;
  for (const [, amount, unit] of text2.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)) {
    seconds2 += Number(amount) * unitSeconds[unit];
  }
  return seconds2;
}

// src/cluster/operation-settings.ts
var seconds = (text2, fallback) => durationSeconds(text2 ?? "") ?? fallback;
function toOperations(raw) {
  return {
    lockNamespace: raw?.lockNamespace ?? "kube-system",
    drainSeconds: seconds(raw?.drainTimeout, 600),
    rebootSeconds: seconds(raw?.rebootTimeout, 900),
    installSeconds: seconds(raw?.installTimeout, 900)
  };
}
function toSnapshots(raw) {
  return {
    ...raw?.directory !== void 0 && { directory: raw.directory },
    recipients: raw?.recipients ?? [],
    beforeControlPlanes: raw?.beforeControlPlanes ?? true
  };
}
function toBot({ appId, workflow, expires }) {
  return { appId, workflow: workflow ?? "talos-chatops.yaml", expiresSeconds: seconds(expires, 24 * 3600) };
}
function toPermissions(raw) {
  if (raw === void 0) {
    return [{ commands: ["destroy"], role: "admin" }, { role: "write" }];
  }
  return raw.map(({ commands, nodes: nodes2, role: role2, users, teams }) => ({
    ...commands !== void 0 && { commands },
    ...nodes2 !== void 0 && { nodes: nodes2 },
    ...role2 !== void 0 && { role: role2 },
    ...users !== void 0 && { users },
    ...teams !== void 0 && { teams }
  }));
}

// src/cluster/settings-schema.ts
var described = describe;
var nameRule = "must be a name of letters, digits, dots, dashes and underscores";
var name = string().check(_regex(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?$/, nameRule));
var reserved = /* @__PURE__ */ new Set(["all", "controlplane", "workers"]);
var nodeName = name.check(
  refine((text2) => !reserved.has(text2), "must not be all, controlplane or workers: these words choose nodes")
);
var addressPattern = /^([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/;
var addressRule = "must be a host name or an IP address, without port and without prefix length";
var address = string().check(_regex(addressPattern, addressRule));
var pathPattern2 = /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))(?!.*\\)([^{}?]|\{node\}|\{role\})+$/;
var patchPattern = new RegExp(pathPattern2.source.replace(/\$$/, "\\??$"));
var pathRule = "must be a path below the repository's root; {node} and {role} are its only placeholders";
var path2 = string().check(_regex(pathPattern2, pathRule));
var patchPath = string().check(_regex(patchPattern, pathRule));
var texts2 = record(string().check(_minLength(1)), string());
var url = string().check(_regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/, "must be an http or https URL"));
var role = _enum(["controlplane", "worker"]);
var node = strictObject({
  address: optional(
    address.check(described("Host name or IP address of the Talos API. Left out: read from the node's patch."))
  ),
  role: optional(role.check(described("Left out: read from machine.type of the node's patch, or from {role}."))),
  variables: optional(texts2.check(described("Template variables of this node, over those of the cluster.")))
});
var config = strictObject({
  base: path2.check(described("Template of the machine config that all nodes share.")),
  patches: optional(
    array(patchPath).check(
      described(
        "Templates of the patches over the base, in order. {node} and {role} are filled in; a trailing ? allows a missing file."
      )
    )
  ),
  schematic: optional(path2.check(described("Template of the image factory schematic."))),
  roleNames: optional(
    strictObject({ controlplane: optional(name), worker: optional(name) }).check(described("What {role} stands for in paths, where a file or folder is not called as the role is."))
  ),
  variables: optional(
    texts2.check(
      described("What templates see as ENV.*, and nothing else of the environment. Values are templates over node.")
    )
  ),
  definitions: optional(
    texts2.check(described("Top-level names in templates, as -D gives them. Values are templates over node."))
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
var durationRule = "must be a duration such as 90s or 10m";
var duration = string().check(_regex(/^(\d+(\.\d+)?(ms|s|m|h))+$/, durationRule));
var selector = strictObject({
  matchLabels: optional(record(string(), string())),
  matchExpressions: optional(
    array(
      strictObject({
        key: string(),
        operator: _enum(["In", "NotIn", "Exists", "DoesNotExist"]),
        values: optional(array(string()))
      })
    )
  )
});
var nonEmpty = string().check(_minLength(1, "must not be empty"));
var check = strictObject({
  apiVersion: nonEmpty.check(described("Of the objects, such as ceph.rook.io/v1.")),
  kind: nonEmpty.check(described("Of the objects, such as CephCluster.")),
  name: optional(nonEmpty.check(described("Of one object. Left out: all of the namespace, or of the cluster."))),
  namespace: optional(nonEmpty),
  labelSelector: optional(selector.check(described("Only objects with these labels; not together with name."))),
  expr: string().check(described("CEL expression that has to be true of every object; it sees object, self and status.")),
  timeout: optional(duration.check(described("How long to wait for it between two nodes, 10m unless told."))),
  description: optional(string().check(described("What reports call the check.")))
});
var approvals = strictObject({
  change: optional(_enum(["environment", "comment", "none"])),
  destroy: optional(_enum(["environment", "comment"]))
});
var permission = strictObject({
  commands: optional(
    array(_enum(permissionNames)).check(
      _minLength(1, "must name a command"),
      described("Names of commands, or the risks read, change and destroy. Left out: all commands.")
    )
  ),
  nodes: optional(role.check(described("Only for commands on nodes of this role."))),
  role: optional(
    _enum(["read", "triage", "write", "maintain", "admin"]).check(described("Least role in the repository."))
  ),
  users: optional(array(string().check(_minLength(1))).check(described("Login names."))),
  teams: optional(
    array(string().check(_regex(/^[^/\s]+\/[^/\s]+$/, "must be organisation/team"))).check(described("Teams."))
  )
});
var snapshots = strictObject({
  directory: optional(
    string().check(_minLength(1), described("Folder that outlives the run. Left out: the run's temporary folder."))
  ),
  recipients: optional(
    array(string().check(_regex(/^age1[0-9a-z]+$/, "must be an age recipient, age1\u2026"))).check(described("age recipients that snapshots are encrypted to. Needed for public repositories."))
  ),
  beforeControlPlanes: optional(
    boolean().check(described("Take a snapshot before the first control plane is touched, true unless told."))
  )
});
var operations = strictObject({
  lockNamespace: optional(name.check(described("Namespace of the Lease that is the lock, kube-system unless told."))),
  drainTimeout: optional(duration.check(described("How long a node may take to drain, 10m unless told."))),
  rebootTimeout: optional(duration.check(described("How long a node may take to be back, 15m unless told."))),
  installTimeout: optional(
    duration.check(described("How long pulling an image and writing it may take, each; 15m unless told."))
  )
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
    record(nodeName, nullable(node)).check(described("All nodes of the cluster. Left out: one for each file that matches a patch path with {node}."))
  ),
  factory: optional(url.check(described("Image factory, https://factory.talos.dev unless told."))),
  secrets: optional(secrets.check(described("How secret references are looked up."))),
  checks: optional(array(check).check(described("Extra health gates."))),
  approvals: optional(approvals.check(described("Who has to agree, by the risk of a command."))),
  permissions: optional(
    array(permission).check(
      described(
        "Who may ask for what; the first rule that is about a command decides. Left out: write may read and change, admin may destroy."
      )
    )
  ),
  snapshots: optional(snapshots.check(described("Where etcd snapshots go."))),
  operations: optional(operations.check(described("Limits of operations.")))
});
var bot = strictObject({
  appId: int().check(
    _positive("must be the number of a GitHub App"),
    described("Number of the bot's GitHub App: runs accept requests of no other.")
  ),
  workflow: optional(
    string().check(
      _regex(/^[A-Za-z0-9._-]+\.ya?ml$/, "must be the name of a file in .github/workflows"),
      described("File in .github/workflows that the bot starts, talos-chatops.yaml unless told.")
    )
  ),
  expires: optional(
    duration.check(
      described("How long after it was asked a request may still begin to be carried out, 24h unless told.")
    )
  )
});
var settingsSchema = strictObject({
  clusters: record(name, cluster).check(described("One entry for each Talos cluster of the repository.")),
  bot: optional(bot.check(described("The bot, where one listens to this repository.")))
});

// src/cluster/settings-problem.ts
function settingsProblem(source, issues) {
  const rank = ({ code }) => code === "unrecognized_keys" ? 0 : 1;
  const problems = [...issues].sort((a, b) => rank(a) - rank(b)).flatMap((issue) => describe2(source, issue));
  const [first2, ...others] = problems;
  if (first2 === void 0) throw new Error("a refused settings file must have an issue");
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  return settingsError(source, { ...first2, message: `${first2.message}${more}` });
}
function settingsError(source, problem) {
  const place = problem.path.length === 0 ? "" : `${formatSettingsPath(problem.path)} `;
  return new UserError(`Cannot use ${source.path}: ${place}${problem.message}`, {
    code: "settings_invalid",
    location: locate(source, problem.path, problem.atKey === true),
    ...problem.hint !== void 0 && { hint: problem.hint }
  });
}
function describe2(source, issue) {
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...issue.path, key]));
    case "invalid_key":
      return [{ path: issue.path, message: messageOf(issue.issues[0]) ?? "is no valid name", atKey: true }];
    case "invalid_type":
      return [wrongType(source, issue)];
    case "invalid_value":
      return [wrongChoice(source, issue)];
    default:
      return [{ path: issue.path, message: messageOf(issue) ?? "is not valid" }];
  }
}
function wrongChoice(source, { path: path3, values }) {
  const choices = values.map(String);
  const nearest = nearestName(String(source.document.getIn([...path3])), choices);
  return {
    path: path3,
    message: `must be one of ${choices.join(", ")}`,
    ...nearest !== void 0 && { hint: `Did you mean ${nearest}?` }
  };
}
function messageOf(issue) {
  return issue === void 0 || issue.message === "Invalid input" ? void 0 : issue.message;
}
function unknownKey(path3) {
  const known2 = knownKeys(path3.slice(0, -1));
  const nearest = nearestName(String(path3.at(-1)), known2);
  const hint = nearest === void 0 ? `Known here: ${known2.join(", ")}.` : `Did you mean ${nearest}?`;
  return { path: path3, message: "is no known setting", hint, atKey: true };
}
var typeNames = {
  string: "text",
  object: "a map",
  record: "a map",
  array: "a list",
  boolean: "true or false"
};
function wrongType(source, issue) {
  const value = source.document.getIn([...issue.path]);
  if (value === void 0) return { path: issue.path, message: "is missing" };
  const message = `must be ${typeNames[issue.expected] ?? issue.expected}`;
  const isPlain = issue.expected === "string" && ["boolean", "number"].includes(typeof value);
  return {
    path: issue.path,
    message,
    ...isPlain && { hint: `Write it in quotes: ${JSON.stringify(String(value))}.` }
  };
}
function knownKeys(path3) {
  let schema = settingsSchema;
  for (const step of path3) schema = schema && inside(bare(schema), step);
  const def = schema && bare(schema)._zod.def;
  return def !== void 0 && "shape" in def ? Object.keys(def.shape) : [];
}
function inside(schema, step) {
  const def = schema._zod.def;
  return def.shape?.[step] ?? def.valueType ?? def.element;
}
function bare(schema) {
  const def = schema._zod.def;
  return def.innerType === void 0 ? schema : bare(def.innerType);
}
function locate(source, path3, atKey) {
  const offset = offsetOf(source.document, path3, atKey);
  if (offset === void 0) return { file: source.path };
  const { line, col } = source.lines.linePos(offset);
  return { file: source.path, line, column: col };
}
function offsetOf(document, path3, atKey) {
  const keys = path3.filter((step) => typeof step !== "symbol");
  const value = document.getIn(keys, true);
  if (!atKey && isScalar(value) && value.range) return value.range[0];
  for (let length2 = keys.length; length2 > 0; length2--) {
    const range2 = keyAt(document, keys.slice(0, length2))?.range;
    if (range2) return range2[0];
  }
  return document.contents?.range[0];
}
function keyAt(document, path3) {
  const parent = path3.length === 1 ? document.contents : document.getIn(path3.slice(0, -1), true);
  const last2 = path3.at(-1);
  if (!isMap(parent)) return document.getIn(path3, true);
  const pair = parent.items.find(
    (item) => isPair(item) && isScalar(item.key) && item.key.value === last2
  );
  return pair?.key;
}
function formatSettingsPath(path3) {
  return path3.reduce((text2, step) => {
    if (typeof step === "number") return `${text2}[${step}]`;
    return text2 === "" ? String(step) : `${text2}.${String(step)}`;
  }, "");
}

// src/cluster/to-checks.ts
async function toChecks(source, cluster2, raw = []) {
  if (raw.length === 0) return [];
  const { parseExpression } = await import("./check-expression-OUCLAPNA.mjs");
  return raw.map((check2, index) => {
    const path3 = ["clusters", cluster2, "checks", index];
    if (check2.name !== void 0 && check2.labelSelector !== void 0) {
      const message = "must not be given together with name";
      throw settingsError(source, { path: [...path3, "labelSelector"], message, atKey: true });
    }
    const parsed = parseExpression(check2.expr);
    if (parsed.kind === "invalid") {
      const { reason, line, column } = parsed;
      const place = column === void 0 ? "" : ` (${line === 1 ? "" : `line ${line}, `}column ${column} of the expression)`;
      const hint = "It is CEL over object, self and status: status.ceph.health in ['HEALTH_OK']";
      throw settingsError(source, {
        path: [...path3, "expr"],
        message: `is no usable expression: ${reason}${place}`,
        hint
      });
    }
    return toCheck(check2);
  });
}
function toCheck({
  apiVersion,
  kind,
  name: name2,
  namespace: namespace2,
  labelSelector,
  expr,
  timeout,
  description
}) {
  return {
    apiVersion,
    kind,
    ...name2 !== void 0 && { name: name2 },
    ...namespace2 !== void 0 && { namespace: namespace2 },
    ...labelSelector !== void 0 && { labelSelector: toSelector(labelSelector) },
    expr,
    ...timeout !== void 0 && { timeout },
    ...description !== void 0 && { description }
  };
}
function toSelector({
  matchLabels,
  matchExpressions
}) {
  return {
    ...matchLabels !== void 0 && { matchLabels },
    ...matchExpressions !== void 0 && {
      matchExpressions: matchExpressions.map(({ key, operator: operator2, values }) => ({
        key,
        operator: operator2,
        ...values !== void 0 && { values }
      }))
    }
  };
}

// src/cluster/read-settings.ts
var defaultSettingsPath = ".github/talos-chatops.yaml";
var maxCharacters = 256 * 1024;
var maxAliases = 100;
async function readSettings(files, options = {}) {
  const path3 = options.path ?? defaultSettingsPath;
  const text2 = await files.read(path3, options);
  if (text2 === void 0) {
    throw new UserError(`Cannot find the settings: there is no ${path3}`, {
      code: "settings_missing",
      hint: "Run talos-chatops init in the repository: it writes the file from the layout that it finds.",
      location: { file: path3 }
    });
  }
  const source = parse2(path3, text2);
  const raw = validate(source);
  const clusters = [];
  for (const [name2, cluster2] of Object.entries(raw.clusters)) {
    clusters.push(await completeCluster(source, name2, cluster2, options.nodesFrom ?? files, options));
  }
  if (clusters.length === 0) throw settingsError(source, { path: ["clusters"], message: "names no cluster" });
  return { path: path3, clusters, ...raw.bot && { bot: toBot(raw.bot) } };
}
function parse2(path3, text2) {
  if (text2.length > maxCharacters) {
    throw unreadable(path3, `it is longer than ${maxCharacters} characters`);
  }
  const lines2 = new LineCounter();
  let document;
  try {
    document = parseDocument(text2, { lineCounter: lines2, version: "1.2", merge: true, prettyErrors: false });
  } catch (error) {
    if (error instanceof RangeError) throw unreadable(path3, "its values are nested too deep");
    throw error;
  }
  const [problem] = document.errors;
  if (problem !== void 0) {
    const { line, col } = lines2.linePos(problem.pos[0]);
    throw unreadable(path3, firstLine(problem.message), { line, column: col });
  }
  return { path: path3, document, lines: lines2 };
}
function validate(source) {
  const result = safeParse(settingsSchema, toData(source));
  if (result.success) return result.data;
  throw settingsProblem(source, result.error.issues);
}
function toData(source) {
  try {
    return source.document.toJS({ maxAliasCount: maxAliases });
  } catch (error) {
    if (error instanceof ReferenceError) throw unreadable(source.path, firstLine(error.message));
    if (error instanceof RangeError) throw unreadable(source.path, "its values are nested too deep");
    throw error;
  }
}
function unreadable(path3, reason, place = {}) {
  return new UserError(`Cannot read ${path3}: ${reason}`, {
    code: "settings_invalid",
    location: { file: path3, ...place }
  });
}
function firstLine(message) {
  return message.split("\n", 1)[0] ?? message;
}
async function completeCluster(source, name2, raw, files, options) {
  const config2 = toSources(raw.config);
  const wrongRule = findWrongRule(raw.permissions ?? []);
  if (wrongRule !== void 0) {
    const { index, message, hint } = wrongRule;
    throw settingsError(source, { path: ["clusters", name2, "permissions", index], message, hint });
  }
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
    checks: await toChecks(source, name2, raw.checks),
    approvals: {
      change: raw.approvals?.change ?? "environment",
      destroy: raw.approvals?.destroy ?? "environment"
    },
    permissions: toPermissions(raw.permissions),
    snapshots: toSnapshots(raw.snapshots),
    operations: toOperations(raw.operations)
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
function toLayer(path3) {
  return path3.endsWith("?") ? { path: path3.slice(0, -1), optional: true } : { path: path3, optional: false };
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
  const patterns = config2.patches.map((patch) => patch.path).filter((path3) => path3.includes("{node}"));
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
      akeyless: { gateway: "https://api.akeyless.io", ...dropUndefined(raw.akeyless) }
    },
    ...raw.onepassword !== void 0 && { onepassword: raw.onepassword },
    ...raw.file !== void 0 && { file: raw.file },
    ...raw.environment !== void 0 && { environment: raw.environment },
    commands: raw.commands ?? {},
    ...raw.commandEnvironment !== void 0 && { commandEnvironment: raw.commandEnvironment }
  };
}
function dropUndefined(value) {
  return Object.fromEntries(Object.entries(value).filter(([, field2]) => field2 !== void 0));
}

// src/cli/open-repository.ts
var import_promises2 = __toESM(require_promises(), 1);
var import_node_path2 = __toESM(require_node_path(), 1);

// src/adapters/workspace/open-workspace.ts
var import_promises = __toESM(require_promises(), 1);
var import_node_path = __toESM(require_node_path(), 1);
var defaultMaxBytes = 4 * 1024 * 1024;
var maxListed = 1e5;
var skipped = /* @__PURE__ */ new Set([".git", "node_modules"]);
async function openWorkspace(folder, options = {}) {
  const root = await realFolder(folder);
  const maxBytes = options.maxBytes ?? defaultMaxBytes;
  return {
    revision: "working-tree",
    read: (path3, { signal } = {}) => readText(root, path3, maxBytes, signal),
    list: (directory, { signal } = {}) => listFiles(root, directory, signal)
  };
}
async function realFolder(folder) {
  const root = await (0, import_promises.realpath)((0, import_node_path.resolve)(folder)).catch(ignoreMissing);
  if (root !== void 0 && (await (0, import_promises.stat)(root)).isDirectory()) return root;
  throw new UserError(`Cannot open ${folder}: there is no such folder`, {
    code: "input_invalid",
    hint: "Give the repository's root with --root."
  });
}
async function readText(root, path3, maxBytes, signal) {
  signal?.throwIfAborted();
  const file = await (0, import_promises.realpath)(inside2(root, path3)).catch(ignoreMissing);
  if (file === void 0) return void 0;
  if (!isInside(root, file)) throw refused(path3, "it is a link that leads out of the folder");
  if ((0, import_node_path.relative)(root, file).split(import_node_path.sep).includes(".git")) throw refused(path3, "it is Git's own");
  const { size, isFile } = await statOf(file);
  if (!isFile) return void 0;
  if (size > maxBytes) throw refused(path3, `it is larger than ${maxBytes} bytes`);
  return decode(path3, await (0, import_promises.readFile)(file, { signal }));
}
async function statOf(file) {
  const found = await (0, import_promises.stat)(file);
  return { size: found.size, isFile: found.isFile() };
}
function decode(path3, bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new UserError(`Cannot read ${path3}: it is no UTF-8 text`, {
      code: "input_invalid",
      location: { file: path3 },
      cause
    });
  }
}
async function listFiles(root, directory, signal) {
  const found = [];
  const folders = [inside2(root, directory)];
  for (let folder = folders.pop(); folder !== void 0; folder = folders.pop()) {
    signal?.throwIfAborted();
    for (const entry of await readFolder(root, folder)) {
      const path3 = (0, import_node_path.join)(folder, entry.name);
      if (entry.isDirectory() && !skipped.has(entry.name)) folders.push(path3);
      if (entry.isFile() || entry.isSymbolicLink() && await isFileInside(root, path3)) {
        found.push((0, import_node_path.relative)(root, path3).split(import_node_path.sep).join("/"));
      }
    }
    if (found.length > maxListed) throw refused(directory, `it holds more than ${maxListed} files`);
  }
  return found.sort();
}
async function readFolder(root, folder) {
  const real = await (0, import_promises.realpath)(folder).catch(ignoreMissing);
  if (real === void 0 || !isInside(root, real)) return [];
  return await (0, import_promises.readdir)(folder, { withFileTypes: true }).catch(ignoreMissing) ?? [];
}
async function isFileInside(root, path3) {
  const file = await (0, import_promises.realpath)(path3).catch(ignoreMissing);
  return file !== void 0 && isInside(root, file) && (await statOf(file)).isFile;
}
function inside2(root, path3) {
  const file = (0, import_node_path.resolve)(root, path3);
  if ((0, import_node_path.isAbsolute)(path3) || !isInside(root, file)) throw refused(path3, "it lies outside of the folder");
  return file;
}
function isInside(root, file) {
  return file === root || file.startsWith(root.endsWith(import_node_path.sep) ? root : root + import_node_path.sep);
}
function refused(path3, reason) {
  return new UserError(`Cannot read ${path3}: ${reason}`, { code: "input_invalid", location: { file: path3 } });
}
function ignoreMissing(error) {
  const code = error instanceof Error && "code" in error ? error.code : void 0;
  if (code === "ENOENT" || code === "ENOTDIR") return void 0;
  throw error;
}

// src/cli/open-repository.ts
async function openRepository(call2) {
  const given = call2.options.text("root");
  const root = given === void 0 ? await findRoot(call2.directory) : (0, import_node_path2.resolve)(call2.directory, given);
  return { root, files: await openWorkspace(root) };
}
async function openCluster(call2, { root, files }, selectors) {
  const settings = await readSettings(files, { path: settingsPath(call2, root), signal: call2.signal });
  const name2 = call2.options.text("cluster");
  const cluster2 = chooseCluster(settings, { selectors, ...name2 !== void 0 && { name: name2 } });
  const context = call2.options.text("context");
  return context === void 0 ? cluster2 : { ...cluster2, context };
}
function settingsPath({ options }, root) {
  const given = options.text("config") ?? defaultSettingsPath;
  return (0, import_node_path2.isAbsolute)(given) ? (0, import_node_path2.relative)(root, given).split(import_node_path2.sep).join("/") : given;
}
async function findRoot(directory) {
  return await findUpward(directory, defaultSettingsPath) ?? await findUpward(directory, ".git") ?? directory;
}
async function findUpward(directory, path3) {
  for (let folder = directory; ; folder = (0, import_node_path2.dirname)(folder)) {
    if (await exists((0, import_node_path2.join)(folder, path3))) return folder;
    if (folder === (0, import_node_path2.dirname)(folder)) return void 0;
  }
}
async function exists(path3) {
  return (0, import_promises2.access)(path3).then(
    () => true,
    () => false
  );
}

// src/config/templates/autoescape.ts
function autoescapeFor(name2, { autoescape }) {
  if (autoescape !== "auto") return autoescape;
  const extension = name2.replace(/\.j2$/, "").split(".").at(-1) ?? "";
  if (["htm", "html", "xml", "xhtml"].includes(extension)) return "html";
  return ["json", "json5", "yml", "yaml"].includes(extension) ? "json" : "none";
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
    this.location ??= locate2(file, position2);
    return this;
  }
};
function locate2(file, position2) {
  return { file, line: position2.lineno + 1, column: position2.colno + 1 };
}
function unsupported(what, hint) {
  return new TemplateFault(`${what} is not supported`, { code: "template_unsupported", ...hint ? { hint } : {} });
}
function tooMuch(what) {
  return new TemplateFault(what, {
    code: "template_limit",
    hint: "Machine configurations stay far below this limit: look for an endless loop or a repetition that grows"
  });
}
function toUserError(fault, path3) {
  const chain2 = fault.includedFrom.map((location2) => `, included from ${formatLocation(location2)}`).join("");
  const location = fault.location ?? { file: path3 };
  return new UserError(
    `Cannot render ${path3}: ${fault.message}${chain2 === "" ? "" : ` (${formatLocation(location)}${chain2})`}`,
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
  constructor(text2) {
    this.text = text2;
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
function sameSafety(value, text2) {
  return value instanceof SafeText ? new SafeText(text2) : text2;
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
  const text2 = textOf(value);
  if (text2 !== void 0) return countCharacters(text2);
  if (value instanceof TemplateObject) return value.size;
  return Array.isArray(value) ? value.length : void 0;
}
function countCharacters(text2) {
  let count2 = text2.length;
  for (let at = 0; at < text2.length - 1; at++) {
    const unit = text2.charCodeAt(at);
    if (unit >= 55296 && unit <= 56319) count2--;
  }
  return count2;
}

// src/config/templates/values/iterate.ts
function itemsOf(value) {
  const items2 = tryItemsOf(value);
  if (items2 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be iterated`);
  return items2;
}
function tryItemsOf(value) {
  if (isObject(value)) return objectItems(value);
  if (isAbsent(value)) return [];
  const text2 = textOf(value);
  return text2 === void 0 ? void 0 : [...text2];
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
  const text2 = inspectScalar(value) ?? inspectObject(value, meter, indentation);
  meter.step();
  meter.allocate(text2.length);
  return text2;
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
  const items2 = (objectItems(value) ?? []).map((item) => inspect(item, meter, inner));
  return bracket("[", items2, "]", indentation);
}
function bracket(open, items2, close, indentation) {
  if (indentation === void 0 || items2.length === 0) return open + items2.join(", ") + close;
  const lines2 = items2.map((item) => `${indentation}    ${item},
`);
  return `${open}
${lines2.join("")}${indentation}${close}`;
}
function displayFloat(value) {
  const text2 = floatWithoutPoint(value);
  return /[.fN]/.test(text2) ? text2 : `${text2}.0`;
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
function quote(text2) {
  const escaped2 = text2.replace(
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
function parseInteger2(text2) {
  return integerText.test(text2) ? checkedInteger(BigInt(text2.replace(/^\+/, ""))) : void 0;
}
function parseFloatText(text2) {
  if (!floatText.test(text2)) return void 0;
  const unsigned = text2.replace(/^[-+]/, "").toLowerCase();
  const sign = text2.startsWith("-") ? -1 : 1;
  if (unsigned.startsWith("inf")) return sign * Number.POSITIVE_INFINITY;
  return unsigned === "nan" ? Number.NaN : sign * Number(unsigned);
}
function toInteger(value) {
  const text2 = textOf(value);
  if (text2 === void 0) {
    if (typeof value === "number") return truncateToInteger(value);
    const integer2 = kindOf(value) === "none" || kindOf(value) === "undefined" ? 0n : integerOf(value);
    if (integer2 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be converted to an integer`);
    return integer2;
  }
  const integer = parseInteger2(text2);
  if (integer !== void 0) return integer;
  const float2 = parseFloatText(text2);
  if (float2 === void 0) throw new TemplateFault("the text is not a number");
  return truncateToInteger(float2);
}
function toFloat(value) {
  const text2 = textOf(value);
  if (text2 === void 0) {
    const float3 = kindOf(value) === "none" || kindOf(value) === "undefined" ? 0 : floatOf(value);
    if (float3 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be converted to a float`);
    return float3;
  }
  const float2 = parseFloatText(text2);
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
  const text2 = textOf(left);
  if (text2 !== void 0) {
    meter.walk(text2.length);
    return compareText(text2, textOf(right) ?? "");
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
  for (let at = 0; at < length2; at++) {
    const [a, b] = [left.charCodeAt(at), right.charCodeAt(at)];
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
  if (isMap2(left) && isMap2(right)) return compareLists(entriesOf(left).flat(), entriesOf(right).flat(), meter);
  return compareLists(objectItems(left) ?? [], objectItems(right) ?? [], meter);
}
function compareLists(left, right, meter) {
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
      const text2 = textOf(name2);
      if (text2 === void 0 || !this.#used.has(text2)) {
        const shown = text2 !== void 0 && this.#values.written.has(text2) ? ` "${text2}"` : "";
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
  const items2 = itemsOf(value);
  host.meter.step(items2.length);
  host.meter.allocateItems(items2.length);
  return items2;
}
function toTextInput(value, host) {
  if (value instanceof Keywords) throw new TemplateFault("keyword arguments are not text");
  if (value instanceof SilentUndefined) return { text: "", safe: false };
  return { text: display(value, host.meter), safe: value instanceof SafeText };
}
function asText(value) {
  const text2 = textOf(value);
  if (text2 === void 0) throw new TemplateFault(`a ${kindOf(value)} is no string`);
  return text2;
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
  const step = args.optional(asIndex) ?? 1;
  args.end();
  const [start, stop] = second === void 0 ? [0, first2] : [first2, second];
  if (step === 0) throw new TemplateFault("cannot make a range with steps of 0");
  const length2 = Math.max(0, Math.ceil((stop - start) / step));
  if (length2 > maxRange) {
    throw new TemplateFault(`a range cannot have more than ${maxRange} items`, { code: "template_limit" });
  }
  host.meter.allocateItems(length2);
  const items2 = Array.from({ length: length2 }, (_, index) => BigInt(start) + BigInt(index) * BigInt(step));
  return new Iterable(() => items2);
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
  const items2 = itemsOf(values);
  if (items2.length === 0) throw new TemplateFault("cycler needs at least one value");
  return new Cycler(items2);
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
var maxDepth = 500;
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
    if (this.depth > maxDepth) throw tooMuch("includes, macros or loops are nested too deeply");
  }
  store(name2, value) {
    const { top } = this;
    top.closure?.set(name2, value);
    top.locals.set(name2, value);
  }
  /** Whether a name means anything, even undefined. */
  find(name2) {
    for (let at = this.#frames.length - 1; at >= 0; at--) {
      const frame = this.#frames[at];
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
    const known2 = state.blocks.get(name2) ?? { layers: [], depth: 0 };
    known2.layers.push({ block, template: parent });
    state.blocks.set(name2, known2);
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
function extendTemplate({ template: name2, ...at }, state) {
  const wanted = textOf(state.run.interpreter.evaluate(name2, state));
  if (wanted === void 0) throw new TemplateFault("the name of a template must be a string");
  if (state.parent !== void 0) throw new TemplateFault("a template can extend only one other");
  const parent = state.run.load(wanted, state.template.path);
  if (parent === void 0) throw missing(name2);
  if (state.extended.has(parent.path)) throw new TemplateFault("a template extends itself");
  state.extended = /* @__PURE__ */ new Set([...state.extended, parent.path]);
  addParentBlocks(parent, state);
  state.parent = parent;
  state.extendedFrom = locate2(state.template.path, at);
  state.run.output.discard();
}
function includeTemplate({ template: name2, ignoreMissing: ignoreMissing2, ...at }, state) {
  const choices = namesOf(state.run.interpreter.evaluate(name2, state));
  for (const choice of choices) {
    const template = state.run.load(choice, state.template.path);
    if (template !== void 0) {
      runIncluded(template, at, state);
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
function runIncluded(template, at, state) {
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
      error.includedFrom.push(locate2(includer, at));
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
  constructor(names, text2) {
    super();
    this.#names = names;
    this.#text = text2;
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
function importTemplate({ template, target, ...at }, state) {
  const frame = new Frame();
  state.scope.push(frame);
  const text2 = state.captured(() => includeByName(template, at, state));
  state.scope.pop();
  state.scope.store(target, new ModuleObject(frame.locals, text2));
}
function importNames({ template, names, ...at }, state) {
  state.run.output.discard();
  state.scope.push(new Frame());
  includeByName(template, at, state);
  const values = names.map(({ name: name2 }) => state.lookup(name2));
  state.scope.pop();
  state.run.output.release();
  for (const [index, { alias }] of [...names.entries()].reverse()) state.scope.store(alias, values[index]);
}
function includeByName(name2, at, state) {
  const choices = namesOf(state.run.interpreter.evaluate(name2, state));
  const template = choices.map((choice) => () => state.run.load(choice, state.template.path)).reduce((found, next) => found ?? next(), void 0);
  if (template !== void 0) {
    runIncluded(template, at, state);
    return;
  }
  if (choices.length > 0) throw missing(name2);
}

// src/config/templates/syntax/whitespace.ts
var leading = new RegExp("^\\p{White_Space}+", "u");
var trailing = new RegExp("\\p{White_Space}+$", "u");
function trimStart(text2) {
  return text2.replace(leading, "");
}
function trimEnd(text2) {
  let end = text2.length;
  while (end > 0 && isWhitespace(text2.charAt(end - 1))) end--;
  return text2.slice(0, end);
}
function trim(text2) {
  return trimEnd(trimStart(text2));
}
function isWhitespace(character) {
  return trailing.test(character);
}
function splitWhitespace(text2) {
  return text2.split(new RegExp("\\p{White_Space}+", "u")).filter((word) => word !== "");
}
function stripIndentation(text2) {
  let end = text2.length;
  while (end > 0 && isIndentation(text2.charAt(end - 1))) end--;
  return end === 0 || text2.charAt(end - 1) === "\n" ? text2.slice(0, end) : text2;
}
function isIndentation(character) {
  return character !== "\n" && character !== "\r" && isWhitespace(character);
}

// src/config/templates/values/json.ts
function toJson(value, meter, layout, level = 0) {
  meter.step();
  const text2 = scalarJson(value) ?? collectionJson(value, meter, layout, level);
  meter.allocate(text2.length);
  return text2;
}
function scalarJson(value) {
  if (isAbsent(value)) return "null";
  if (typeof value === "boolean" || typeof value === "bigint") return String(value);
  if (typeof value === "number") return floatJson(value);
  const text2 = textOf(value);
  return text2 === void 0 ? void 0 : textJson(text2);
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
  const items2 = value instanceof TemplateObject || Array.isArray(value) ? objectItems(value) : void 0;
  const parts = (items2 ?? []).map((item) => toJson(item, meter, layout, level + 1));
  return bracket2("[", parts, "]", layout, level);
}
function bracket2(open, parts, close, { indent: indent2 }, level) {
  if (indent2 === void 0 || parts.length === 0) return open + parts.join(",") + close;
  const inner = `
${" ".repeat(indent2 * (level + 1))}`;
  return `${open}${inner}${parts.join(`,${inner}`)}
${" ".repeat(indent2 * level)}${close}`;
}
function keyJson(key) {
  const scalar = scalarJson(key);
  if (scalar === void 0 || scalar === "null") throw new TemplateFault("this key cannot be written as JSON");
  return scalar.startsWith('"') ? scalar : `"${scalar}"`;
}
function floatJson(value) {
  if (!Number.isFinite(value)) return "null";
  const magnitude = Math.abs(value);
  return magnitude === 0 || magnitude >= 1e-5 && magnitude < 1e16 ? displayFloat(value) : scientific(value).replace(/e(?=\d)/, "e+");
}
function textJson(text2) {
  return JSON.stringify(text2);
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
  const text2 = display(value, meter);
  return mode === "none" || isAbsent(value) || isNumber(value) ? text2 : escapeHtml(text2, meter);
}
var entities = /* @__PURE__ */ new Map([
  ["<", "&lt;"],
  [">", "&gt;"],
  ["&", "&amp;"],
  ['"', "&quot;"],
  ["'", "&#x27;"],
  ["/", "&#x2f;"]
]);
function escapeHtml(text2, meter) {
  const escaped2 = text2.replace(/[<>&"'/]/g, (character) => entities.get(character) ?? character);
  meter.allocate(escaped2.length);
  return escaped2;
}

// src/config/templates/library/text-filters.ts
function ofSafety({ safe: safe2 }, text2) {
  return safe2 ? new SafeText(text2) : text2;
}
function mapText(map) {
  return (args) => {
    const input = args.text();
    args.end();
    return ofSafety(input, map(input.text));
  };
}
function capitalize(text2) {
  const [first2 = ""] = text2;
  return first2.toUpperCase() + text2.slice(first2.length).toLowerCase();
}
function title(args) {
  const { text: text2 } = args.text();
  args.end();
  return titleCase(text2);
}
function titleCase(text2) {
  let atStart = true;
  let titled = "";
  for (const character of text2) {
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
function replaceAll(text2, from, to, host) {
  const occurrences = from === "" ? text2.length + 1 : text2.split(from).length - 1;
  host.meter.allocate(text2.length + occurrences * to.length);
  return from === "" ? to + [...text2].map((character) => character + to).join("") : text2.replaceAll(from, () => to);
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
  const { text: text2 } = args.text();
  args.end();
  return new SafeText(text2);
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
function trimCharacters(text2, characters, sides = { start: true, end: true }) {
  const cut = new Set(characters);
  const all = [...text2];
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
function withoutLastNewline(text2) {
  return text2.replace(/\n$/, "").replace(/\r$/, "");
}
function urlencode(args, host) {
  const value = args.value();
  args.end();
  if (!isMap2(value)) return isAbsent(value) ? "" : percentEncode(display(value, host.meter));
  const pairs = entriesOf(value).filter(([, item]) => !isAbsent(item));
  return pairs.map((pair) => pair.map((part) => percentEncode(display(part, host.meter))).join("=")).join("&");
}
function percentEncode(text2) {
  return encodeURIComponent(text2).replaceAll("%2F", "/").replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
function truncate(args, host) {
  const named4 = args.keywords();
  const value = args.value();
  args.endPositional();
  if (isAbsent(value)) return "";
  const text2 = textOf(value);
  if (text2 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be truncated`);
  const length2 = named4.optional("length", asCount) ?? 255;
  const killWords = named4.optional("killwords", asBool) ?? false;
  const end = named4.optional("end", (given) => given) ?? "...";
  const leeway = named4.optional("leeway", asCount) ?? leewayOf(host);
  named4.end();
  const endText = asText(end);
  const room = length2 - [...endText].length;
  if (room < 0) throw new TemplateFault("the length leaves no room for the end mark");
  const characters = [...text2];
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
  ["upper", mapText((text2) => text2.toUpperCase())],
  ["lower", mapText((text2) => text2.toLowerCase())],
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
  return splitText(asText(value), separator, limit, host).map((part) => sameSafety(value, part));
}
function splitText(text2, separator, limit, host) {
  const most = limit === void 0 || limit < 0 ? Number.POSITIVE_INFINITY : limit + 1;
  const parts = separator === void 0 ? splitAtBlanks(text2, most) : splitAt(text2, separator, most);
  host.meter.allocateItems(parts.length);
  return parts;
}
function splitAt(text2, separator, most) {
  const parts = separator === "" ? ["", ...text2, ""] : text2.split(separator);
  if (parts.length <= most) return parts;
  return [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)];
}
function splitAtBlanks(text2, most) {
  if (most === Number.POSITIVE_INFINITY) return splitWhitespace(text2);
  const parts = [];
  let rest = text2;
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
function findBlank(text2, from, wanted) {
  let at = from;
  while (at < text2.length && isWhitespace(text2.charAt(at)) !== wanted) at++;
  return at;
}
function lines(args, host) {
  const value = args.value();
  args.end();
  const all = asText(value).split("\n");
  if (all.at(-1) === "") all.pop();
  host.meter.allocateItems(all.length);
  return all.map((line) => sameSafety(value, line.replace(/\r$/, "")));
}
function join3(args, host) {
  const value = args.value();
  const joiner2 = args.optionalText();
  args.end();
  const items2 = tryItemsOf(value);
  if (items2 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be joined`);
  const text2 = joiner2?.text ?? "";
  if (host.autoescape === "none" || !(joiner2?.safe || items2.some((item) => item instanceof SafeText))) {
    return joinTexts(
      items2.map((item) => display(item, host.meter)),
      text2,
      host
    );
  }
  const separator = joiner2 === void 0 || joiner2.safe ? text2 : escapeFor(text2, host).text;
  return new SafeText(
    joinTexts(
      items2.map((item) => escaped(item, host)),
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
  host.meter.allocate(parts.reduce((sum2, part) => sum2 + part.length + separator.length, 0));
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
  const { text: text2 } = args.text();
  args.end();
  const untagged = text2.replace(tag, "");
  if (/<|--/.test(untagged) || /<!|<-/.test(text2)) {
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
  ["join", join3],
  ["striptags", striptags]
];

// src/config/templates/library/python-methods.ts
function callPythonMethod(target, name2, values, host) {
  const args = new Arguments(values, host);
  const text2 = textOf(target);
  if (text2 !== void 0) return wrap(stringMethods.get(name2)?.bind(void 0, text2), args, host);
  if (isMap2(target)) return wrap(mapMethod(target, name2), args, host);
  if (kindOf(target) !== "sequence" || name2 !== "count") return void 0;
  const wanted = args.value();
  args.end();
  return { value: BigInt(itemsOf(target).filter((item) => equals(item, wanted, host.meter)).length) };
}
function wrap(method, args, host) {
  return method === void 0 ? void 0 : { value: method(args, host) };
}
function plain(map) {
  return (text2, args) => {
    args.end();
    return map(text2);
  };
}
function stripper(strip, sides) {
  return (text2, args) => {
    const characters = args.optional(asText);
    args.end();
    return characters === void 0 ? strip(text2) : trimCharacters(text2, characters, sides);
  };
}
function replace2(text2, args, host) {
  const [from, to] = [args.required(asText), args.required(asText)];
  const count2 = args.optional(asIndex) ?? -1;
  args.end();
  if (count2 < 0) return replaceAll(text2, from, to, host);
  if (from === "") throw unsupported("replacing an empty text a number of times");
  const parts = text2.split(from);
  if (parts.length <= count2 + 1) return replaceAll(text2, from, to, host);
  host.meter.allocate(text2.length + count2 * to.length);
  return [parts.slice(0, count2 + 1).join(to), ...parts.slice(count2 + 1)].join(from);
}
function split2(text2, args, host) {
  const separator = args.optional(asText);
  const limit = args.optional(asIndex);
  args.end();
  return splitText(text2, separator, limit, host);
}
function splitlines(text2, args) {
  const keepEnds = args.optional(asBool) ?? false;
  args.end();
  const lines2 = text2.split(/(?<=\n)/).filter((line) => line !== "");
  return keepEnds ? lines2 : lines2.map((line) => line.replace(/\r?\n$/, ""));
}
function count(text2, args) {
  const wanted = args.required(asText);
  args.end();
  if (wanted === "") throw unsupported("counting an empty text");
  return BigInt(text2.split(wanted).length - 1);
}
function finder(find2) {
  return (text2, args) => {
    const wanted = args.required(asText);
    args.end();
    const at = find2(text2, wanted);
    return at === -1 ? -1n : BigInt(new TextEncoder().encode(text2.slice(0, at)).length);
  };
}
function affix(holds) {
  return (text2, args) => {
    const value = args.value();
    args.end();
    const part = textOf(value);
    if (part !== void 0) return holds(text2, part);
    if (!isListLike(value)) throw new TemplateFault(`a ${kindOf(value)} is neither a string nor a list of strings`);
    return itemsOf(value).some((item) => holds(text2, asText(item)));
  };
}
function join4(text2, args, host) {
  const values = itemsOf(args.value());
  args.end();
  const parts = values.map((value) => display(value, host.meter));
  host.meter.allocate(parts.reduce((sum2, part) => sum2 + part.length + text2.length, 0));
  return parts.join(text2);
}
var stringMethods = /* @__PURE__ */ new Map([
  ["upper", plain((text2) => text2.toUpperCase())],
  ["lower", plain((text2) => text2.toLowerCase())],
  ["islower", plain((text2) => new RegExp("^\\p{Lowercase}*$", "u").test(text2))],
  ["isupper", plain((text2) => new RegExp("^\\p{Uppercase}*$", "u").test(text2))],
  ["isspace", plain((text2) => [...text2].every(isWhitespace))],
  ["isdigit", plain((text2) => new RegExp("^\\p{N}*$", "u").test(text2))],
  ["isnumeric", plain((text2) => new RegExp("^\\p{N}*$", "u").test(text2))],
  ["isalnum", plain((text2) => /^[\p{Alphabetic}\p{N}]*$/u.test(text2))],
  ["isalpha", plain((text2) => new RegExp("^\\p{Alphabetic}*$", "u").test(text2))],
  ["isascii", plain((text2) => new RegExp("^\\p{ASCII}*$", "u").test(text2))],
  ["title", plain(titleCase)],
  ["capitalize", plain(capitalize)],
  ["strip", stripper(trim, { start: true, end: true })],
  ["lstrip", stripper(trimStart, { start: true, end: false })],
  ["rstrip", stripper(trimEnd, { start: false, end: true })],
  ["replace", replace2],
  ["split", split2],
  ["splitlines", splitlines],
  ["count", count],
  ["find", finder((text2, wanted) => text2.indexOf(wanted))],
  ["rfind", finder((text2, wanted) => text2.lastIndexOf(wanted))],
  ["startswith", affix((text2, part) => text2.startsWith(part))],
  ["endswith", affix((text2, part) => text2.endsWith(part))],
  ["join", join4],
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
    const items3 = value.items() ?? [];
    return items3[position(key, size) ?? -1];
  }
  const text2 = textOf(value);
  const items2 = text2 === void 0 ? value : [...text2];
  return Array.isArray(items2) ? items2[position(key, items2.length) ?? -1] : void 0;
}
function attributeOf(value, name2) {
  return value instanceof TemplateObject ? value.get(name2) : void 0;
}
function position(key, size) {
  const index = indexOf(key);
  if (index === void 0 || index >= 0) return index;
  return size === void 0 ? void 0 : size + index;
}
function followPath(value, path3) {
  let current = value;
  for (const step of path3.split(".")) {
    if (isUndefined(current)) throw new TemplateFault("undefined value");
    current = /^\+?\d+$/.test(step) ? itemOf(current, BigInt(step)) : attributeOf(current, step);
  }
  return current;
}
function followPathOr(value, path3, fallback) {
  try {
    const found = followPath(value, path3);
    return isUndefined(found) ? fallback : found;
  } catch (error) {
    if (error instanceof TemplateFault && error.code === "template_invalid") return fallback;
    throw error;
  }
}
function contains(container, item, meter) {
  if (isUndefined(container)) return false;
  const text2 = textOf(container);
  if (text2 !== void 0) {
    meter.walk(text2.length);
    return text2.includes(textOf(item) ?? display(item, meter));
  }
  if (isMap2(container)) return container.has(item);
  if (sizeOf(container) === void 0 && kindOf(container) === "plain object") return false;
  if (container instanceof TemplateObject || Array.isArray(container)) {
    return (objectItems(container) ?? []).some((candidate) => equals(candidate, item, meter));
  }
  throw new TemplateFault(`a ${kindOf(container)} cannot hold anything`);
}

// src/config/templates/evaluate/describe.ts
function describe3(expression) {
  return pathOf(expression) ?? "the value";
}
function pathOf(expression) {
  if (expression.typename === "Symbol") return `"${expression.value}"`;
  if (expression.typename !== "LookupVal") return void 0;
  const target = pathOf(expression.target);
  const { val } = expression;
  if (target === void 0 || val.typename !== "Literal") return void 0;
  const step = expression.dotted || typeof val.value !== "string" ? `.${val.value}` : `[${JSON.stringify(val.value)}]`;
  return `${target.slice(0, -1)}${step}"`;
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
    const items2 = before.concat(after);
    return new Iterable(() => items2, { sized });
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
function repeatText(text2, times, meter) {
  const count2 = countOf(times);
  if (count2 === void 0) throw new TemplateFault("strings can only be multiplied with integers from 0 on");
  if (new TextEncoder().encode(text2).length * count2 > maxRepeatedBytes) {
    throw new TemplateFault("the repeated string is too large", { code: "template_limit" });
  }
  meter.allocate(text2.length * count2);
  return text2.repeat(count2);
}
function repeatItems(list2, times, meter) {
  const count2 = countOf(times);
  if (count2 === void 0) throw new TemplateFault("lists can only be multiplied with integers from 0 on");
  if (sizeOf(list2) === void 0 || !isListLike(list2)) throw new TemplateFault("cannot repeat what has no length");
  const items2 = objectItems(list2) ?? [];
  meter.allocateItems(items2.length * count2);
  const repeated = items2.length === 0 ? [] : Array.from({ length: count2 }, () => items2).flat();
  return new Iterable(() => repeated);
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
    const keys = new ValueMap(maps.flatMap((map) => (map.items() ?? []).map((key) => [key, null])));
    meter.allocateItems(keys.size);
    this.#keys = [...keys.items()].sort((left, right) => compare(left, right, meter));
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
  const text2 = textOf(value);
  if (text2 !== void 0) return [...text2].at(0);
  const items2 = isObject(value) ? objectItems(value) : void 0;
  if (items2 === void 0) throw new TemplateFault(`a ${kindOf(value)} has no first item`);
  return items2[0];
}
function last(args) {
  const value = args.value();
  args.end();
  const text2 = textOf(value);
  if (text2 !== void 0) return text2 === "" ? void 0 : sameSafety(value, [...text2].at(-1) ?? "");
  if (!isListLike(value)) throw new TemplateFault(`a ${kindOf(value)} has no last item`);
  return objectItems(value)?.at(-1);
}
function reverse(args) {
  const value = args.value();
  args.end();
  if (isAbsent(value)) return value;
  const text2 = textOf(value);
  if (text2 !== void 0) return sameSafety(value, [...text2].reverse().join(""));
  const items2 = isObject(value) ? objectItems(value) : void 0;
  if (items2 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be reversed`);
  const kept = value instanceof ValueMap && !(value instanceof Keywords);
  return new Iterable(() => kept ? items2 : [...items2].reverse());
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
    const [head, ...rest] = iterate(value, host);
    return rest.reduce((best, item) => {
      const order2 = compare(item, best, host.meter) * sign;
      return order2 < 0 || order2 === 0 && sign === -1 ? item : best;
    }, head);
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
  const items2 = iterate(value, host);
  const batches = [];
  for (let at = 0; at < items2.length; at += count2) batches.push(items2.slice(at, at + count2));
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
  const items2 = iterate(value, host);
  host.meter.allocateItems(count2);
  const perSlice = Math.floor(items2.length / count2);
  const withExtra = items2.length % count2;
  return Array.from({ length: count2 }, (_, index) => {
    const start = index * perSlice + Math.min(index, withExtra);
    const part = items2.slice(start, start + perSlice + (index < withExtra ? 1 : 0));
    return filler !== void 0 && index >= withExtra ? [...part, filler] : part;
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
  const items2 = tryItemsOf(value);
  if (items2 === void 0) throw unsupported(`chaining a ${kindOf(value)}`);
  host.meter.allocateItems(items2.length);
  return items2;
}
function zip(args, host) {
  const values = args.rest();
  if (values.length === 0) throw new TemplateFault("an argument is missing");
  const lists = values.map((value) => {
    const items2 = tryItemsOf(value);
    if (items2 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be zipped`);
    return items2;
  });
  const shortest = Math.min(...lists.map((items2) => items2.length));
  host.meter.allocateItems(shortest * lists.length);
  const rows = Array.from({ length: shortest }, (_, row) => lists.map((items2) => items2[row]));
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
function foldCase(text2) {
  if (/^[\0-\x7f]*$/.test(text2)) return text2.toLowerCase();
  return [...text2].map(foldCharacter).join("");
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
    const [text2, other] = [args.text(), args.text()];
    args.end();
    return holds(text2.text, other.text);
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
  ["startingwith", ofTexts((text2, start) => text2.startsWith(start))],
  ["endingwith", ofTexts((text2, end) => text2.endsWith(end))],
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
    const text2 = textOf(name2);
    if (text2 === void 0) throw new TemplateFault("map takes the name of a filter, or attribute=\u2026");
    const filter = named2(filters2(), text2, "filter");
    return iterate(value, host).map((item) => filter(new Arguments([item, ...more], host), host));
  };
}
function attributeOr(item, attribute, fallback) {
  const path3 = textOf(attribute);
  try {
    if (isUndefined(item)) throw new TemplateFault("undefined value");
    const found = path3 === void 0 ? itemOf(item, attribute) : followPath(item, path3);
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
  constructor(grouper, items2) {
    super();
    this.#grouper = grouper;
    this.#list = new Iterable(() => items2);
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
  const items2 = [...iterate(value, host)];
  const caseSensitive = named4.optional("case_sensitive", asBool) ?? false;
  const reversed = named4.optional("reverse", asBool) ?? false;
  const attribute = named4.optional("attribute", asText);
  named4.end();
  const order2 = { caseSensitive, reverse: reversed };
  const keyOf = attribute === void 0 ? (item) => item : sortKey(attribute);
  const keyed = items2.map((item) => ({ item, key: keyOf(item) }));
  return keyed.sort((a, b) => compareBy(a.key, b.key, order2, host)).map(({ item }) => item);
}
function sortKey(attribute) {
  const paths = attribute.split(",").filter((path4) => path4 !== "");
  if (paths.length > 1) return (item) => paths.map((path4) => followPathOr(item, path4.trim(), void 0));
  const path3 = paths[0]?.trim() ?? attribute;
  return (item) => {
    try {
      return followPath(item, path3);
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
    const text2 = textOf(key);
    const identity = text2 === void 0 || caseSensitive ? identityOf(key) : text2.toLowerCase();
    const known2 = seen.has(identity);
    seen.add(identity);
    return !known2;
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
  const groups = [];
  for (const { item, key } of keyed) {
    const group = groups.at(-1);
    if (group === void 0 || compareBy(group.key, key, order2, host) !== 0) groups.push({ key, items: [item] });
    else {
      group.items.push(item);
      group.key = key;
    }
  }
  return groups.map(({ key, items: items2 }) => new GroupTuple(key, items2));
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
function formatText(text2, kind, format) {
  if (format.type === "s") {
    const cut = format.precision === void 0 ? text2 : [...text2].slice(0, format.precision).join("");
    return pad(cut, format);
  }
  if (format.type !== "c") throw new TemplateFault(`a ${kind} cannot be formatted as "%${format.type}"`);
  if ([...text2].length !== 1) throw new TemplateFault('"%c" needs an integer or one character');
  return padTo(text2, format, 1);
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
  const text2 = formatMagnitude(magnitude, format);
  return padNumber(format.type === "s" && !/[.eE]/.test(text2) ? `${text2}.0` : text2, sign, "", format);
}
function cased(text2, { type }) {
  return "EFG".includes(type) ? text2.toUpperCase() : text2;
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
function withoutZeros(text2, { alternate }) {
  return alternate || !text2.includes(".") ? text2 : text2.replace(/0+$/, "").replace(/\.$/, "");
}
function withPoint(text2, { precision, alternate }) {
  return precision === 0 && alternate ? `${text2}.` : text2;
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
function pad(text2, format) {
  return padTo(text2, format, new TextEncoder().encode(text2).length);
}
function padTo(text2, { left, width = 0 }, length2) {
  const filler = " ".repeat(Math.max(0, width - length2));
  return left ? text2 + filler : filler + text2;
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
    const text2 = formatField(argument, fieldFormat(flags, width, precision, type), host);
    host.meter.allocate(text2.length);
    return text2;
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
function slice(value, start, stop, step) {
  const bounds = { start: bound(start), stop: bound(stop), step: bound(step) ?? 1 };
  if (bounds.step === 0) throw new TemplateFault("cannot slice by steps of 0");
  const text2 = textOf(value);
  if (text2 !== void 0) return pick([...text2], bounds).join("");
  if (isAbsent(value)) return [];
  if (!isListLike(value)) throw new TemplateFault(`a ${kindOf(value)} cannot be sliced`);
  const items2 = objectItems(value) ?? [];
  const known2 = sizeOf(value) ?? (bounds.step < 0 ? items2.length : 0);
  const picked = pick(items2, bounds, known2);
  return new Iterable(() => picked, { sized: bounds.step < 0 || sizeOf(value) !== void 0 });
}
function bound(value) {
  if (value === null) return void 0;
  const index = indexOf(value);
  if (index === void 0) throw new TemplateFault(`a ${kindOf(value)} is no position to slice at`);
  return index;
}
function pick(items2, bounds, length2 = items2.length) {
  return bounds.step > 0 ? pickForwards(items2, bounds, length2) : pickBackwards(items2, bounds, length2);
}
function pickForwards(items2, { start = 0, stop, step }, length2) {
  const from = start < 0 ? Math.max(0, length2 + start) : start;
  const to = stop === void 0 ? length2 : stop < 0 ? Math.max(0, length2 + stop) : stop;
  const picked = [];
  for (const [index, item] of items2.slice(from, Math.max(from, to)).entries()) {
    if (index % step === 0) picked.push(item);
  }
  return picked;
}
function pickBackwards(items2, { start, stop, step }, length2) {
  if (length2 === 0) throw unsupported("slicing an empty value backwards", "minijinja-cli fails on it too");
  const from = firstBackwards(start, length2);
  const to = stop === void 0 ? 0 : stop < 0 ? Math.max(0, length2 + stop) : stop;
  const size = -step;
  const count2 = to === 0 ? Math.floor((from + size) / size) : Math.floor((from - to + size - 1) / size);
  const picked = [];
  for (let index = from; index >= to && picked.length < count2; index -= size)
    picked.push(...items2.slice(index, index + 1));
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
  const known2 = remembered.get(expression);
  if (known2 !== void 0) return known2 === "none" ? void 0 : known2;
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
      return allLiterals(expression.children) ? { value: expression.children.map((child) => child.typename === "Literal" ? child.value : void 0) } : void 0;
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
    if (target.typename === "Array") for (const child of target.children) this.assignTarget(child);
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
  const known2 = remembered2.get(macro);
  if (known2 !== void 0) return known2;
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
      for (const child of expression.children) visit(child, tracker);
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
  captured(write2) {
    this.run.output.capture();
    write2();
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
      return expression.children.map((child) => evaluate(child, state));
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
    throw new TemplateFault(`${describe3(expression)} is undefined`, {
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
    throw new TemplateFault(`${describe3(target)} is undefined, so nothing can be looked up in it`);
  }
  state.meter.walk(textOf(container)?.length ?? 0);
  return dotted && typeof key === "string" ? attributeOf(container, key) : itemOf(container, key);
}
function evaluateSlice({ target, start, stop, step }, state) {
  const value = evaluate(target, state);
  const [from, to, by] = [start, stop, step].map((bound2) => bound2 === void 0 ? null : evaluate(bound2, state));
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
  constructor(items2, options) {
    super();
    this.rounds = items2;
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
    if (isUndefined(target2)) throw new TemplateFault(`${describe3(callee.target)} is undefined, so it has no methods`);
    return callMethod(target2, name2, evaluateArguments(args, state, caller), state);
  }
  const target = evaluate(callee, state);
  return callValue(target, evaluateArguments(args, state, caller), state, describe3(callee));
}
function callNamed(name2, args, state) {
  if (name2 === "super") {
    if (args.length > 0) throw new TemplateFault("super() takes no arguments");
    return state.captured(() => writeSuper(state));
  }
  const found = state.scope.find(name2);
  if (found === void 0) throw new TemplateFault(`there is no function "${name2}"`);
  if (!(found.value instanceof LoopObject)) return callValue(found.value, args, state, `"${name2}"`);
  const [items2] = args;
  if (args.length !== 1) throw new TemplateFault("loop() takes one argument");
  const loop = found.value;
  if (loop.hasElse) throw unsupported("calling a recursive loop that has an else inside an expression");
  return state.captured(() => recurse(loop, items2, state));
}
function recurse(loop, items2, state) {
  if (loop.recurse === void 0) throw new TemplateFault("this loop is not recursive");
  loop.recurse(items2, state);
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
  const items2 = isObject(value) ? objectItems(value) : void 0;
  if (items2 === void 0) throw new TemplateFault(`a ${kindOf(value)} cannot be unpacked`);
  if (items2.length !== target.children.length) {
    throw new TemplateFault(`${items2.length} values cannot be unpacked into ${target.children.length} names`);
  }
  for (const [index, child] of target.children.entries()) assign(child, items2[index], state);
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
  const items2 = iterate(iterated, state);
  const kept = statement.filter === void 0 ? items2 : filterItems(statement, statement.filter, items2, state);
  const length2 = statement.filter === void 0 ? lengthHint(iterated) : kept.length;
  return runLoop(statement, kept, length2, state) ? void 0 : state.run.interpreter.execute(statement.else_, state);
}
function filterItems(statement, filter, items2, state) {
  const frame = new Frame({ loop: new LoopObject(items2, { length: items2.length, depth: 0 }) });
  state.scope.push(frame);
  const kept = items2.filter((item) => {
    frame.locals.clear();
    assign(statement.name, item, state);
    return conditionOf(evaluate(filter, state), filter, state);
  });
  state.scope.pop();
  return kept;
}
function runLoop(statement, items2, length2, state) {
  const outer = state.scope.loop;
  const depth = outer?.recurse === void 0 ? 0 : outer.depth + 1;
  const loop = new LoopObject(items2, {
    length: length2,
    depth,
    recurse: recursion(statement, state),
    hasElse: statement.else_.length > 0
  });
  const frame = new Frame({ loop, loopVisible: true });
  state.scope.push(frame);
  let broken = false;
  for (const [index, item] of items2.entries()) {
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
function writeOutput({ children: [child], lineno }, state) {
  if (child.typename === "TemplateData") {
    const { path: path3 } = state.template;
    state.run.output.write(child.value, (line) => ({ file: path3, line: child.lineno + line + 1 }));
    return;
  }
  if (writesDirectly(child, state)) return;
  const value = evaluate(child, state);
  requireDefined(value, child, state);
  write(value, { lineno, colno: 0 }, state, child.typename === "FunCall");
}
function writesDirectly(child, state) {
  if (child.typename !== "FunCall") return false;
  const { name: callee, args } = child;
  if (callee.typename === "Symbol") {
    if (callee.value === "super" && args.length === 0) {
      writeSuper(state);
      return true;
    }
    if (callee.value !== "loop" || args.length !== 1 || args[0]?.kind !== "positional") return false;
    const items2 = evaluate(args[0].value, state);
    const { loop } = state.scope;
    if (loop === void 0) throw new TemplateFault("loop() is called outside a loop");
    recurse(loop, items2, state);
    return true;
  }
  if (callee.typename !== "LookupVal" || !callee.dotted || callee.val.typename !== "Literal") return false;
  if (callee.target.typename !== "Symbol" || callee.target.value !== "self") return false;
  writeBlock(String(callee.val.value), state);
  return true;
}
function write(value, at, state, called = false) {
  const text2 = escapeValue(value, state.autoescape, state.meter);
  state.run.output.write(text2, state.run.origins.originOf(text2, state.originAt(at), called));
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
  #add({ text: text2, origins }) {
    if (!text2.includes("\n")) return;
    const known2 = this.#texts.get(text2);
    this.#texts.set(text2, known2 === void 0 ? origins : combine(known2, origins));
  }
  /** For a text made of another line by line, as `indent` does. */
  carry(from, to) {
    const origins = this.#texts.get(from);
    if (origins !== void 0 && countLines(from) === countLines(to)) this.#add({ text: to, origins });
  }
  /** The lines of an emitted text: those that wrote it, else the emitting one. `called`: it is what a call just gave. */
  originOf(text2, emitting, called) {
    const last2 = called && this.#last?.text === text2 ? this.#last.origins : void 0;
    const origins = last2 ?? (text2.includes("\n") ? this.#texts.get(text2) : void 0);
    return origins === void 0 ? () => emitting : (line) => origins[line];
  }
};
function combine(known2, origins) {
  return known2.map((origin, line) => sameOrigin(origin, origins[line]) ? origin : void 0);
}
function sameOrigin(left, right) {
  return left?.file === right?.file && left?.line === right?.line;
}
function countLines(text2) {
  return text2.split("\n").length;
}

// src/config/templates/evaluate/output.ts
var Sink = class {
  #parts = [];
  #origins = [void 0];
  #decided = false;
  write(text2, originOf) {
    this.#parts.push(text2);
    let line = 0;
    let start = 0;
    for (let end = text2.indexOf("\n"); ; end = text2.indexOf("\n", start)) {
      this.#extendLine(text2.slice(start, end === -1 ? void 0 : end), end !== -1, line, originOf);
      if (end === -1) return;
      this.#origins.push(void 0);
      this.#decided = false;
      start = end + 1;
      line++;
    }
  }
  #extendLine(part, ends, line, originOf) {
    if (this.#decided || part === "" && !ends) return;
    const decides = /\S/.test(part);
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
  constructor(maxLength) {
    this.#maxLength = maxLength;
  }
  get discarding() {
    return this.#sinks.at(-1) === void 0;
  }
  write(text2, originOf) {
    const sink = this.#sinks.at(-1);
    if (sink === void 0 || text2 === "") return;
    this.#length += text2.length;
    if (this.#length > this.#maxLength) throw tooMuch(`the output is longer than ${this.#maxLength} characters`);
    sink.write(text2, originOf);
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
  return tooMuch("values or calls are nested too deeply").at(template.path, { lineno: 0, colno: 0 });
}

// src/config/templates/include-path.ts
var outside = "Only files below the template roots can be included";
function resolveInclude(name2, from, roots) {
  if (name2.startsWith("/") || name2.includes("\\")) throw unsupported("including an absolute path", outside);
  const path3 = normalize([...from.split("/").slice(0, -1), ...name2.split("/")]);
  if (path3 === void 0 || !roots.some((root) => isBelow(path3, root))) {
    throw unsupported("including a file from outside the template roots", outside);
  }
  if (path3.split("/").some((part) => part.startsWith("."))) {
    throw unsupported("including a hidden file", "Files whose names begin with a dot are no templates");
  }
  return path3;
}
function folderOf(path3) {
  return path3.split("/").slice(0, -1).join("/");
}
function normalize(parts) {
  const kept = [];
  for (const part of parts) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.pop() === void 0) return void 0;
  }
  return kept.join("/");
}
function isBelow(path3, root) {
  const folder = normalize(root.split("/"));
  return folder === "" || path3.startsWith(`${folder}/`);
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
function node2(typename, at, fields) {
  const Class = own.get(typename) ?? import_nodes.default[typename];
  if (Class === void 0) throw new Error(`nunjucks has no node ${typename}`);
  return Object.assign(new Class(at.lineno, at.colno), fields);
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
      expression = node2("InlineIf", expression, { cond, body: expression, else_ });
    }
    return expression;
  }
  #or() {
    let left = this.#and();
    while (this.skipSymbol("or")) left = node2("Or", left, { left, right: this.#and() });
    return left;
  }
  #and() {
    let left = this.#not();
    while (this.skipSymbol("and")) left = node2("And", left, { left, right: this.#not() });
    return left;
  }
  #not() {
    const at = this.#here();
    if (!this.skipSymbol("not")) return this.#compare();
    return this.nested(() => node2("Not", at, { target: this.#not() }));
  }
  #compare() {
    const expr = this.#sum();
    const ops = [];
    for (let type = this.#comparison(); type !== void 0; type = this.#comparison()) {
      const operand = this.#sum();
      ops.push(node2("CompareOperand", operand, { expr: operand, type }));
    }
    return ops.length === 0 ? expr : node2("Compare", expr, { expr, ops });
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
      left = node2("BinOp", left, { operator: operator2, left, right: operand() });
    }
  }
  #unary() {
    return this.#filtersAndTests(this.#postfix(this.#negation()));
  }
  /** As in minijinja, a minus binds closer than what follows it: `-a.b` is `(-a).b`. */
  #negation() {
    const at = this.#here();
    if (!this.skipValue(import_lexer2.default.TOKEN_OPERATOR, "-")) return this.nested(() => this.#primary());
    return this.nested(() => node2("Neg", at, { target: this.#negation() }));
  }
  #postfix(target) {
    if (this.skipValue(import_lexer2.default.TOKEN_OPERATOR, ".")) return this.#postfix(this.#attribute(target));
    if (this.skip(import_lexer2.default.TOKEN_LEFT_BRACKET)) return this.#postfix(this.#subscript(target));
    if (!this.isNext(import_lexer2.default.TOKEN_LEFT_PAREN)) return target;
    return this.#postfix(node2("FunCall", target, { name: target, args: this.parseArguments() }));
  }
  #attribute(target) {
    const token = this.next("a name or an integer");
    if (token.type !== import_lexer2.default.TOKEN_SYMBOL && token.type !== import_lexer2.default.TOKEN_INT) {
      throw this.unexpected(token, "a name or an integer");
    }
    const dotted = token.type === import_lexer2.default.TOKEN_SYMBOL;
    const val = node2("Literal", token, { value: dotted ? token.value : BigInt(token.value) });
    return node2("LookupVal", target, { target, val, dotted });
  }
  #subscript(target) {
    const at = this.#here();
    const start = this.isNext(import_lexer2.default.TOKEN_COLON) ? void 0 : this.parseExpression();
    if (!this.skip(import_lexer2.default.TOKEN_COLON)) {
      this.take(import_lexer2.default.TOKEN_RIGHT_BRACKET, '"]"');
      if (start === void 0) throw new TemplateFault("empty subscript").at("", at);
      return node2("LookupVal", target, { target, val: start, dotted: false });
    }
    const stop = this.isNext(import_lexer2.default.TOKEN_RIGHT_BRACKET) || this.isNext(import_lexer2.default.TOKEN_COLON) ? void 0 : this.parseExpression();
    const hasStep = this.skip(import_lexer2.default.TOKEN_COLON) && !this.isNext(import_lexer2.default.TOKEN_RIGHT_BRACKET);
    const step = hasStep ? this.parseExpression() : void 0;
    this.take(import_lexer2.default.TOKEN_RIGHT_BRACKET, '"]"');
    return node2("Slice", target, { target, start, stop, step });
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
    return node2("Filter", token, { name: name2, target, args });
  }
  #test(target) {
    const negated = this.skipSymbol("not");
    const { token, name: name2 } = this.#dottedName();
    const test = node2("Is", token, { name: name2, target, args: this.#testArguments() });
    return negated ? node2("Not", target, { target: test }) : test;
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
        if (constant !== void 0) return node2("Literal", token, { value: constant });
        return node2("Symbol", token, { value: token.value });
      }
      case import_lexer2.default.TOKEN_STRING:
        return node2("Literal", token, { value: this.#adjacentStrings(token.value) });
      case import_lexer2.default.TOKEN_INT:
        return node2("Literal", token, { value: BigInt(token.value) });
      case import_lexer2.default.TOKEN_FLOAT:
        return node2("Literal", token, { value: Number(token.value) });
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
    let text2 = first2;
    while (this.isNext(import_lexer2.default.TOKEN_STRING)) text2 += this.next("a string").value;
    return text2;
  }
  /** minijinja has no tuples: they are lists. */
  #tupleOrGroup(at) {
    if (this.skip(import_lexer2.default.TOKEN_RIGHT_PAREN)) return node2("Array", at, { children: [] });
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
    return node2("Array", at, { children });
  }
  #list(at) {
    const children = [];
    this.#untilBracket(import_lexer2.default.TOKEN_RIGHT_BRACKET, () => children.push(this.parseExpression()));
    return node2("Array", at, { children });
  }
  #dict(at) {
    const children = [];
    this.#untilBracket(import_lexer2.default.TOKEN_RIGHT_CURLY, () => {
      const key = this.parseExpression();
      this.take(import_lexer2.default.TOKEN_COLON, '":"');
      children.push(node2("Pair", key, { key, value: this.parseExpression() }));
    });
    return node2("Dict", at, { children });
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
var reserved2 = /* @__PURE__ */ new Set(["true", "True", "false", "False", "none", "None", "loop", "self"]);
var TargetParser = class extends ExpressionParser {
  parseTargets(dotted) {
    const items2 = [];
    let tuple = false;
    for (; ; ) {
      if (items2.length > 0) this.take(import_lexer3.default.TOKEN_COMMA, '","');
      if (this.#endsTargets()) break;
      items2.push(this.isNext(import_lexer3.default.TOKEN_LEFT_PAREN) ? this.parseBracketedTargets(dotted) : this.parseTarget(dotted));
      if (!this.isNext(import_lexer3.default.TOKEN_COMMA)) break;
      tuple = true;
    }
    const [only] = items2;
    if (!tuple && only !== void 0) return only;
    const at = only ?? this.next("a name");
    return node2("Array", at, { children: items2 });
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
    let target = node2("Symbol", token, { value: token.value });
    while (dotted && this.skipValue(import_lexer3.default.TOKEN_OPERATOR, ".")) {
      const attribute = this.take(import_lexer3.default.TOKEN_SYMBOL, "a name");
      const val = node2("Literal", attribute, { value: attribute.value });
      target = node2("LookupVal", token, { target, val, dotted: true });
    }
    return target;
  }
  parseNewName() {
    const token = this.take(import_lexer3.default.TOKEN_SYMBOL, "a name");
    if (reserved2.has(token.value)) throw new TemplateFault(`cannot assign to the name "${token.value}"`).at("", token);
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
        return node2("Do", token, { call: this.#call() });
      case "break":
        return this.#jump("Break", token);
      case "continue":
        return this.#jump("Continue", token);
      default:
        throw new TemplateFault(`unknown statement "${token.value}"`).at("", token);
    }
  }
  #for(at) {
    const name2 = this.parseTargets(false);
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"in"', "in");
    const arr = this.parseCondition();
    const filter = this.skipSymbol("if") ? this.parseExpression() : void 0;
    const recursive = this.skipSymbol("recursive");
    this.#blockEnd();
    const body = this.#body(["endfor", "else"], { loop: "inside", top: false });
    const else_ = this.skipSymbol("else") ? this.#elseOfFor() : [];
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"endfor"', "endfor");
    return node2("For", at, { name: name2, arr, filter, recursive, body, else_ });
  }
  #elseOfFor() {
    this.#blockEnd();
    const loop = this.#within.loop === "none" ? "broken" : this.#within.loop;
    return this.#body(["endfor"], { loop, top: false });
  }
  #if(at) {
    const cond = this.parseCondition();
    this.#blockEnd();
    const body = this.#body(["endif", "else", "elif"]);
    const token = this.take(import_lexer4.default.TOKEN_SYMBOL, '"endif"');
    return node2("If", at, { cond, body, else_: this.#elseOfIf(token) });
  }
  #elseOfIf(token) {
    if (token.value === "endif") return void 0;
    if (token.value === "elif") return [this.nested(() => this.#if(token))];
    this.#blockEnd();
    const body = this.#body(["endif"]);
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"endif"', "endif");
    return body;
  }
  #with(at) {
    const assignments = [];
    while (!this.isNext(import_lexer4.default.TOKEN_BLOCK_END)) {
      if (assignments.length > 0) this.take(import_lexer4.default.TOKEN_COMMA, '","');
      const target = this.isNext(import_lexer4.default.TOKEN_LEFT_PAREN) ? this.parseBracketedTargets(false) : this.parseTarget(false);
      this.take(import_lexer4.default.TOKEN_OPERATOR, '"="', "=");
      assignments.push({ target, value: this.parseExpression() });
    }
    this.#blockEnd();
    const body = this.#closedBody("endwith");
    return node2("With", at, { assignments, body });
  }
  /** The body of a statement that opens a scope or catches output: a jump must not leave it. */
  #closedBody(end, within = {}) {
    const loop = this.#within.loop === "none" ? "none" : "broken";
    const body = this.#body([end], { loop, top: false, ...within });
    this.take(import_lexer4.default.TOKEN_SYMBOL, `"${end}"`, end);
    return body;
  }
  #set(at) {
    const target = this.parseTargets(true);
    if (this.isNext(import_lexer4.default.TOKEN_BLOCK_END) || this.isNext(import_lexer4.default.TOKEN_PIPE)) {
      const filter = this.skip(import_lexer4.default.TOKEN_PIPE) ? this.parseFilterChain() : void 0;
      this.#blockEnd();
      return node2("SetBlock", at, { target, filter, body: this.#closedBody("endset") });
    }
    this.take(import_lexer4.default.TOKEN_OPERATOR, '"="', "=");
    const value = this.parseExpression();
    if (!this.skip(import_lexer4.default.TOKEN_COMMA)) return node2("Set", at, { target, value });
    const children = [value];
    while (!this.isNext(import_lexer4.default.TOKEN_BLOCK_END)) {
      children.push(this.parseExpression());
      if (!this.skip(import_lexer4.default.TOKEN_COMMA)) break;
    }
    return node2("Set", at, { target, value: node2("Array", value, { children }) });
  }
  #autoescape(at) {
    const enabled = this.parseExpression();
    this.#blockEnd();
    return node2("AutoEscape", at, { enabled, body: this.#closedBody("endautoescape") });
  }
  #filterBlock(at) {
    const filter = this.parseFilterChain();
    this.#blockEnd();
    return node2("FilterBlock", at, { filter, body: this.#closedBody("endfilter") });
  }
  #block(at) {
    if (this.#within.macro) throw new TemplateFault("a block cannot stand in a macro").at("", at);
    const name2 = this.take(import_lexer4.default.TOKEN_SYMBOL, "a name").value;
    this.skipSymbol("scoped");
    const required = this.skipSymbol("required");
    if (this.blocks.has(name2)) throw new TemplateFault(`block "${name2}" is defined twice`).at("", at);
    const block = node2("Block", at, { name: name2, required, body: [] });
    this.blocks.set(name2, block);
    this.#blockEnd();
    const body = this.#closedBody("endblock", { loop: "none" });
    if (required && !body.every(isBlank)) throw new TemplateFault("a required block must be empty").at("", at);
    const trailing2 = this.peekToken();
    if (trailing2?.type === import_lexer4.default.TOKEN_SYMBOL) this.take(import_lexer4.default.TOKEN_SYMBOL, `the block's name "${name2}"`, name2);
    return Object.assign(block, { body });
  }
  #extends(at) {
    if (!this.#within.top) throw unsupported("extends inside another statement than if").at("", at);
    return node2("Extends", at, { template: this.#reference() });
  }
  #reference() {
    const template = this.parseExpression();
    if (template.typename === "Literal" && typeof template.value === "string") this.references.push(template.value);
    return template;
  }
  #include(at) {
    const template = this.#reference();
    const skipped2 = this.skipContextMarker();
    const ignoreMissing2 = this.skipSymbol("ignore");
    if (ignoreMissing2) {
      this.take(import_lexer4.default.TOKEN_SYMBOL, '"missing"', "missing");
      if (!skipped2) this.skipContextMarker();
    }
    return node2("Include", at, { template, ignoreMissing: ignoreMissing2 });
  }
  #import(at) {
    const template = this.#reference();
    this.take(import_lexer4.default.TOKEN_SYMBOL, '"as"', "as");
    const target = this.take(import_lexer4.default.TOKEN_SYMBOL, "a name").value;
    this.skipContextMarker();
    return node2("Import", at, { template, target });
  }
  #fromImport(at) {
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
    return node2("FromImport", at, { template, names });
  }
  #macro(at) {
    const name2 = this.take(import_lexer4.default.TOKEN_SYMBOL, "a name").value;
    this.take(import_lexer4.default.TOKEN_LEFT_PAREN, '"("');
    const args = this.parseParameters();
    this.#blockEnd();
    const body = this.#closedBody("endmacro", { loop: "none", macro: true });
    return node2("Macro", at, { name: name2, args, body });
  }
  #callBlock(at) {
    const args = this.skip(import_lexer4.default.TOKEN_LEFT_PAREN) ? this.parseParameters() : [];
    const call2 = this.#call();
    this.#blockEnd();
    const body = this.#closedBody("endcall", { loop: "none", macro: true });
    return node2("CallBlock", at, { call: call2, caller: node2("Macro", at, { name: "caller", args, body }) });
  }
  #call() {
    const call2 = this.parseExpression();
    if (call2.typename !== "FunCall") throw new TemplateFault("expected a call").at("", call2);
    return call2;
  }
  #jump(typename, at) {
    const word = typename.toLowerCase();
    if (this.#within.loop === "none") throw new TemplateFault(`${word} must stand inside a loop`).at("", at);
    if (this.#within.loop === "broken") {
      throw unsupported(`${word} out of a nested block`, "minijinja-cli fails on it too; use an if around the rest").at(
        "",
        at
      );
    }
    return node2(typename, at, {});
  }
};
function isBlank(statement) {
  if (statement.typename !== "Output") return false;
  const [child] = statement.children;
  return child.typename === "TemplateData" && trim(child.value) === "";
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
function resolveEscapes(text2) {
  const resolved = text2.replace(escapeSequence, (all, unicode, byte, octal, other) => {
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
  const text2 = float2 ? digits : integerText2(prefix, digits);
  return { text: text2, float: float2, length: end - start };
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
  while (isDigit2(source.charAt(end))) end++;
  for (; end < source.length; end++) {
    const next = nextState(state, source, end, prefix);
    if (next === void 0) break;
    state = next;
  }
  return { end, state };
}
function nextState(state, source, at, prefix) {
  const character = source.charAt(at);
  if (character === "." && state === "integer") return startsFraction(source, at) ? "fraction" : void 0;
  if (/[eE]/.test(character) && (state === "integer" || state === "fraction")) return "exponent";
  if (/[-+]/.test(character) && state === "exponent") return "exponent-sign";
  if (isDigit2(character)) return state === "exponent" ? "exponent-sign" : state;
  if (character === "_") return state;
  return state === "radix" && prefix === "0x" && /[a-fA-F]/.test(character) ? state : void 0;
}
function startsFraction(source, point) {
  if (/^[eE][-+0-9]/.test(source.slice(point + 1, point + 3))) return true;
  identifierStart.lastIndex = point + 1;
  return !identifierStart.test(source);
}
function isDigit2(character) {
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
    for (let at = skipped2.indexOf("\n"); at !== -1; at = skipped2.indexOf("\n", at + 1)) this.lineno++;
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
    const text2 = this.str.slice(this.index, match?.index);
    const [, kind = "", control = ""] = match ?? [];
    if (match !== null) this.#pending = { kind, length: match[0].length };
    const kept = match === null ? text2 : this.#textBefore(text2, kind, control);
    const token = this.#token(import_lexer5.default.TOKEN_DATA, kept);
    this.forwardN(text2.length);
    return kept === "" ? void 0 : token;
  }
  #textBefore(text2, kind, control) {
    if (control === "-") return trimEnd(text2);
    if (control === "+" || kind === "{" || !this.#rules.lstripBlocks) return text2;
    return this.#startsLine(this.index + text2.length) ? stripIndentation(text2) : text2;
  }
  #startsLine(end) {
    for (let at = end - 1; at >= 0; at--) {
      const character = this.str.charAt(at);
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
    let text2 = this.str.slice(from, match.index);
    if (startControl === "-") text2 = trimStart(text2);
    else if (startControl === "" && this.#rules.trimBlocks) text2 = text2.replace(/^\r?\n?/, "");
    const cutLines = this.str.slice(from, match.index).slice(0, match.index - from - text2.length).split("\n").length - 1;
    if (match[1] === "-") text2 = trimEnd(text2);
    else if (match[1] === "" && this.#rules.lstripBlocks) text2 = stripIndentation(text2);
    const token = { ...this.#token(import_lexer5.default.TOKEN_DATA, text2), lineno: this.lineno + cutLines };
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
    const text2 = this.#match(operator);
    if (text2 === void 0) return void 0;
    if (text2 === "(" || text2 === "[" || text2 === "{") this.#openBrackets++;
    if (text2 === ")" || text2 === "]" || text2 === "}") this.#openBrackets--;
    const token = this.#token(punctuation.get(text2) ?? import_lexer5.default.TOKEN_OPERATOR, text2);
    this.forwardN(text2.length);
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
    const text2 = this.str.slice(this.index + 1, end);
    const token = this.#token(
      import_lexer5.default.TOKEN_STRING,
      this.#located(() => resolveEscapes(text2))
    );
    this.forwardN(end + 1 - this.index);
    return token;
  }
  #match(pattern) {
    pattern.lastIndex = this.index;
    return pattern.exec(this.str)?.[0];
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
function parseTemplate(source, rules, path3, maxLength) {
  if (source.length > maxLength) {
    throw tooMuch(`${path3} is longer than ${maxLength} characters`).at(path3, { lineno: 0, colno: 0 });
  }
  const key = `${Number(rules.trimBlocks)}${Number(rules.lstripBlocks)}${source}`;
  const known2 = remembered3.get(key);
  if (known2 !== void 0) return known2;
  const syntax = parse3(source, rules, path3);
  if (remembered3.size >= maxRemembered || rememberedLength + source.length > maxRememberedLength) {
    remembered3.clear();
    rememberedLength = 0;
  }
  remembered3.set(key, syntax);
  rememberedLength += source.length;
  return syntax;
}
function parse3(source, rules, path3) {
  const tokenizer = new TemplateTokenizer(source, rules);
  const parser = new TemplateParser(tokenizer);
  try {
    const body = parser.parseTemplate();
    return { body, blocks: parser.blocks, references: parser.references };
  } catch (error) {
    const fault = error instanceof RangeError ? tooMuch("expressions or blocks are nested too deeply") : error;
    throw fault instanceof TemplateFault ? placed(fault, path3, tokenizer) : fault;
  }
}
function placed(fault, path3, end) {
  fault.at(path3, end);
  fault.location = { ...fault.location, file: path3 };
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
      throw tooMuch(`the template takes more than ${this.limits.steps} evaluation steps`);
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
    if (size > this.limits.outputLength) throw tooMuch(`a text is longer than ${this.limits.outputLength} characters`);
    if (!(this.#allocated <= this.limits.allocated)) {
      throw tooMuch(
        `the template builds more than ${this.limits.allocated} characters, a list item counting as ${unitsPerItem}`
      );
    }
  }
  checkTime() {
    this.#signal?.throwIfAborted();
    if (this.#clock !== void 0 && this.#clock() > this.#deadline) {
      throw tooMuch(`the template takes longer than ${this.limits.tookMs} ms`);
    }
  }
};

// src/config/templates/render-template.ts
async function renderTemplate(path3, options) {
  const library = new TemplateLibrary(path3, options);
  await library.read(path3);
  for (; ; ) {
    options.signal?.throwIfAborted();
    const attempt = tryRender(path3, library, options);
    if (attempt instanceof NotRead) await library.read(attempt.path);
    else return finish(attempt, options.settings.newline);
  }
}
var NotRead = class {
  path;
  constructor(path3) {
    this.path = path3;
  }
};
function tryRender(path3, library, options) {
  const { environment, settings, clock, signal } = options;
  try {
    const template = library.get(path3);
    if (template === void 0) throw fileMissing(path3);
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
    throw error instanceof TemplateFault ? toUserError(error, path3) : error;
  }
}
function fileMissing(path3) {
  return new UserError(`Cannot render ${path3}: there is no such file`, {
    code: "file_missing",
    hint: "Check the path; those of the settings are relative to the repository's root.",
    location: { file: path3 }
  });
}
function finish({ text: text2, origins }, newline) {
  const whole2 = newline ? `${text2}
` : text2;
  const lines2 = whole2.endsWith("\n") ? origins.slice(0, whole2.split("\n").length - 1) : origins;
  return { text: whole2, origins: whole2 === "" ? [] : lines2 };
}
var TemplateLibrary = class {
  #options;
  #limits;
  #roots;
  #sources = /* @__PURE__ */ new Map();
  constructor(path3, options) {
    this.#options = options;
    this.#limits = { ...defaultLimits, ...options.limits };
    this.#roots = options.roots ?? [folderOf(path3)];
  }
  /** Reads a template and those that it names outright, so that few renderings start in vain. */
  async read(path3) {
    if (this.#sources.has(path3)) return;
    if (this.#sources.size > this.#limits.includes) {
      throw toUserError(tooMuch(`more than ${this.#limits.includes} files are included`), path3);
    }
    const { files, signal } = this.#options;
    const source = await files.read(path3, signal === void 0 ? {} : { signal });
    this.#sources.set(path3, source);
    await Promise.all(this.#referencesOf(path3).map((reference) => this.read(reference)));
  }
  /** A template that does not parse, or names what it may not, says so when it is used. */
  #referencesOf(path3) {
    try {
      const references = this.get(path3)?.syntax.references ?? [];
      return references.map((name2) => resolveInclude(name2, path3, this.#roots));
    } catch (error) {
      if (error instanceof TemplateFault) return [];
      throw error;
    }
  }
  find(name2, from) {
    if (!this.#options.settings.include) return void 0;
    const path3 = resolveInclude(name2, from, this.#roots);
    if (!this.#sources.has(path3)) throw new NotRead(path3);
    return this.get(path3);
  }
  get(path3) {
    const source = this.#sources.get(path3);
    if (source === void 0) return void 0;
    const { settings } = this.#options;
    const syntax = parseTemplate(source, settings, path3, this.#limits.sourceLength);
    return { path: path3, syntax, autoescape: autoescapeFor(path3, settings) };
  }
};

export {
  TemplateFault,
  toUserError,
  ValueMap,
  render,
  parseTemplate,
  defaultLimits,
  Meter,
  renderTemplate,
  readTemplateSettings,
  openWorkspace,
  chooseCluster,
  compareNames,
  discoverNodes,
  durationSeconds,
  defaultSettingsPath,
  readSettings,
  openRepository,
  openCluster,
  settingsPath,
  findRoot
};
