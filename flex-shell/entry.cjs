// What the page of flex.twilio.com provides before any plugin is loaded: Flex itself and the React it was built with.
// CommonJS, so that plugins get the very object that the package exports.
window.React = require('react')
window.ReactDOM = require('react-dom')
const Flex = require('@twilio/flex-ui')
window.Twilio = window.Twilio || {}
window.Twilio.Flex = Flex
